package io.coddiwomple.install;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Egress;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.plan.rules.Conventions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A gateway to install: its pods and the Service in front of them.
 *
 * @param name of Service and Deployment, unique in the cluster and namespace
 * @param labels of the pods: those that the input selects them by, and {@code app} and {@code istio}
 * @param isEgress whether it is for calls that leave the cluster
 * @param ports that the federation needs
 * @param addresses that other clusters dial, each with its port
 * @param hasCertificate whether it ends TLS with a certificate from a Secret
 */
record GatewayPods(
        String name,
        String namespace,
        SortedMap<String, String> labels,
        boolean isEgress,
        List<ServicePort> ports,
        List<String> addresses,
        boolean hasCertificate) {
    static final String STOCK_INGRESS = "istio-ingressgateway";
    static final String STOCK_EGRESS = "istio-egressgateway";

    private static final String PREFIX = "istio-";

    /** Pods that one selector picks in one namespace. */
    private record Pods(String namespace, SortedMap<String, String> selector) {}

    /**
     * The gateways of a cluster, in the order of its input, the egress gateway last.
     *
     * @param opened the ports of services that end at the gateway, by number
     */
    static List<GatewayPods> of(Cluster cluster, SortedMap<Integer, String> opened) {
        Map<Pods, List<Gateway>> groups = new LinkedHashMap<>();
        for (Gateway gateway : cluster.gateways()) {
            groups.computeIfAbsent(new Pods(gateway.namespace(), gateway.selector()), _ -> new ArrayList<>())
                    .add(gateway);
        }
        var all = new ArrayList<GatewayPods>();
        Set<String> names = new LinkedHashSet<>();
        groups.forEach((pods, gateways) -> {
            String name = name(pods.selector);
            while (!names.add(pods.namespace + "/" + name)) {
                name = Conventions.shortened(name + "-" + Conventions.hash(pods.selector.toString()));
            }
            all.add(new GatewayPods(
                    name,
                    pods.namespace,
                    labels(pods.selector, name),
                    false,
                    ports(gateways, opened),
                    gateways.stream()
                            .map(gateway -> address(gateway) + ":" + gateway.port())
                            .toList(),
                    gateways.stream().anyMatch(gateway -> gateway.credentialName() != null)));
        });
        Egress egress = cluster.egress();
        if (egress != null) {
            String name = egress.service().name();
            all.add(new GatewayPods(
                    name,
                    egress.service().namespace(),
                    labels(egress.selector(), name),
                    true,
                    List.of(ServicePort.of("tls", Conventions.PASSTHROUGH_PORT, Conventions.PASSTHROUGH_PORT)),
                    List.of(),
                    false));
        }
        return List.copyOf(all);
    }

    /** Whether Istio's charts and profiles have one of this name. */
    boolean hasStockName() {
        return name.equals(isEgress ? STOCK_EGRESS : STOCK_INGRESS);
    }

    /** Whether it is one that Istio's charts and profiles have themselves, under their own labels. */
    boolean isStock() {
        String stock = isEgress ? STOCK_EGRESS : STOCK_INGRESS;
        return name.equals(stock) && labels.equals(labels(new TreeMap<>(), stock));
    }

    /** A name for the pods that a selector picks: a DNS label, as the names of Services are. */
    private static String name(SortedMap<String, String> selector) {
        String istio = PREFIX + selector.getOrDefault("istio", "");
        String app = selector.getOrDefault("app", "");
        if (selector.containsKey("istio") && Hostnames.isLabel(istio)) {
            return istio;
        }
        return Hostnames.isLabel(app) ? app : "cw-gateway-" + Conventions.hash(selector.toString());
    }

    private static SortedMap<String, String> labels(SortedMap<String, String> selector, String name) {
        var labels = new TreeMap<>(selector);
        labels.putIfAbsent("app", name);
        labels.putIfAbsent("istio", name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name);
        return Collections.unmodifiableSortedMap(labels);
    }

    private static List<ServicePort> ports(List<Gateway> gateways, SortedMap<Integer, String> opened) {
        Map<Integer, ServicePort> byPort = new LinkedHashMap<>();
        for (Gateway gateway : gateways) {
            String name = byPort.isEmpty() ? "tls" : "tls-" + gateway.port();
            byPort.putIfAbsent(gateway.port(), ServicePort.dialled(name, gateway.port(), gateway.listenerPort()));
        }
        opened.forEach((number, name) -> byPort.putIfAbsent(number, ServicePort.of(name, number, number)));
        return List.copyOf(byPort.values());
    }

    private static String address(Gateway gateway) {
        return gateway.address().indexOf(':') < 0 ? gateway.address() : "[" + gateway.address() + "]";
    }
}
