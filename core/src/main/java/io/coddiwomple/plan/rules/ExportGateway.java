package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.resource.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The Gateway that lets other clusters in: its list of hosts is the cluster's export list, and nothing else passes.
 * One for each set of gateway pods and port.
 */
final class ExportGateway implements ClusterRule {
    /** More hosts than this in one server are hard to read in a diff; they go on in a further server. */
    private static final int MAX_HOSTS = 256;

    @Override
    public void plan(ClusterView view, Output output) {
        ExportList exports = view.exports();
        if (exports.isEmpty()) {
            return;
        }
        var byName = new TreeMap<String, Gateway>();
        view.cluster().gateways().forEach(gateway -> byName.putIfAbsent(name(gateway), gateway));
        byName.forEach((name, gateway) -> output.add(
                "export list",
                "lets other clusters' calls in through the gateway, for the listed hosts only",
                view.conventions()
                        .istioObject(
                                view.cluster().istio(),
                                "Gateway",
                                view.conventions().namespace(),
                                name,
                                "",
                                Fields.builder()
                                        .put("selector", Fields.texts(gateway.selector()))
                                        .putItems("servers", servers(view, gateway))
                                        .build())));
    }

    private static List<Fields> servers(ClusterView view, Gateway gateway) {
        ExportList exports = view.exports();
        var servers = new ArrayList<Fields>();
        var hosts = new ArrayList<>(exports.hosts());
        if (exports.isRewritten()) {
            hosts.add("*." + view.conventions().suffix());
            hosts.sort(null);
        }
        for (int from = 0; from < hosts.size(); from += MAX_HOSTS) {
            String name = from == 0 ? "tls" : "tls-" + (from / MAX_HOSTS + 1);
            List<String> part = hosts.subList(from, Math.min(from + MAX_HOSTS, hosts.size()));
            servers.add(server(gateway.listenerPort(), name, "AUTO_PASSTHROUGH", part));
        }
        if (exports.isRoutedBySni()) {
            servers.add(server(gateway.listenerPort(), "tls-routed", "PASSTHROUGH", List.of("*")));
        }
        return servers;
    }

    static Fields server(int port, String name, String mode, List<String> hosts) {
        return Fields.builder()
                .put("port", EntrySpec.port(port, name, "TLS"))
                .put("tls", Fields.builder().put("mode", mode).build())
                .putTexts("hosts", hosts)
                .build();
    }

    /** A DNS label, the same for gateways that the same pods and port serve. */
    static String name(Gateway gateway) {
        return Conventions.shortened("cw-" + selectorName(gateway) + "-" + gateway.listenerPort());
    }

    /** A DNS label for the pods that a selector picks. */
    static String selectorName(Gateway gateway) {
        String plain = gateway.selector().get("istio");
        if (plain != null && gateway.selector().size() == 1 && Hostnames.isLabel(plain)) {
            return plain;
        }
        return "gateway-" + Conventions.hash(gateway.selector().toString());
    }
}
