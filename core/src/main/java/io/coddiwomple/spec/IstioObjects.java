package io.coddiwomple.spec;

import io.coddiwomple.model.Foreign;
import java.util.ArrayList;
import java.util.List;

/** Reads Istio's objects that a cluster already has. */
final class IstioObjects {
    private IstioObjects() {}

    static void read(KubernetesObject object, List<Foreign> found) {
        switch (object.kind()) {
            case "Gateway" -> found.add(gateway(object));
            case "ServiceEntry" -> found.add(policy(object, values(object.spec().texts("hosts"))));
            case "VirtualService" ->
                found.add(
                        reachesSidecars(object)
                                ? policy(object, values(object.spec().texts("hosts")))
                                : other(object));
            case "DestinationRule" ->
                found.add(policy(object, List.of(object.spec().text("host", ""))));
            case "Sidecar" -> found.add(sidecar(object));
            default -> found.add(other(object));
        }
    }

    private static Foreign gateway(KubernetesObject object) {
        var servers = new ArrayList<Foreign.Server>();
        for (Reading server : object.spec().groups("servers")) {
            var hosts = new ArrayList<String>();
            for (Located<String> host : server.texts("hosts")) {
                hosts.add(host.value().substring(host.value().indexOf('/') + 1));
            }
            servers.add(new Foreign.Server(
                    server.group("port").number("number", 0),
                    server.group("tls").text("mode", ""),
                    List.copyOf(hosts)));
        }
        return new Foreign.GatewayObject(
                object.cluster(),
                object.namespace(),
                object.name(),
                object.spec().table("selector"),
                List.copyOf(servers),
                object.place());
    }

    /** A VirtualService that is bound to gateways only does not speak for the calls of sidecars. */
    private static boolean reachesSidecars(KubernetesObject object) {
        List<String> gateways = values(object.spec().texts("gateways"));
        return gateways.isEmpty() || gateways.contains("mesh");
    }

    private static Foreign policy(KubernetesObject object, List<String> hosts) {
        return new Foreign.Policy(
                object.cluster(),
                object.kind(),
                object.namespace(),
                object.name(),
                hosts,
                values(object.spec().texts("exportTo")),
                object.place());
    }

    private static Foreign sidecar(KubernetesObject object) {
        var hosts = new ArrayList<String>();
        for (Reading listener : object.spec().groups("egress")) {
            hosts.addAll(values(listener.texts("hosts")));
        }
        return new Foreign.SidecarObject(
                object.cluster(),
                object.namespace(),
                object.name(),
                !object.spec().has("workloadSelector"),
                List.copyOf(hosts),
                object.place());
    }

    private static Foreign other(KubernetesObject object) {
        return new Foreign.Other(object.cluster(), object.kind(), object.namespace(), object.name(), object.place());
    }

    private static List<String> values(List<Located<String>> texts) {
        var values = new ArrayList<String>(texts.size());
        for (Located<String> text : texts) {
            values.add(text.value());
        }
        return List.copyOf(values);
    }
}
