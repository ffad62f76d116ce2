package io.coddiwomple.sandbox.process;

import io.coddiwomple.sandbox.process.Admin.ActiveListener;
import io.coddiwomple.sandbox.process.Admin.CertificateInUse;
import io.coddiwomple.sandbox.process.Admin.UpstreamHost;
import io.coddiwomple.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code envoy.admin.v3}'s messages, of which fields without a value are left out. */
final class AdminReports {
    private AdminReports() {}

    /** {@code envoy.admin.v3.Clusters}. */
    static List<UpstreamHost> hosts(Node clusters) {
        var hosts = new ArrayList<UpstreamHost>();
        for (Node cluster : items(clusters, "cluster_statuses")) {
            for (Node host : items(cluster, "host_statuses")) {
                Node health = field(host, "health_status");
                boolean ejected = flag(health, "failed_outlier_check");
                boolean healthy = !ejected
                        && !flag(health, "failed_active_health_check")
                        && !flag(health, "failed_active_degraded_check")
                        && !flag(health, "pending_dynamic_removal")
                        && !List.of("UNHEALTHY", "DRAINING", "TIMEOUT").contains(text(health, "eds_health_status"));
                hosts.add(new UpstreamHost(
                        text(cluster, "name"),
                        address(field(host, "address")),
                        healthy,
                        ejected,
                        number(host, "priority"),
                        requests(host)));
            }
        }
        return hosts;
    }

    private static long requests(Node host) {
        for (Node stat : items(host, "stats")) {
            if (text(stat, "name").equals("rq_total")) {
                return number(stat, "value");
            }
        }
        return 0;
    }

    /** {@code envoy.admin.v3.Certificates}. */
    static List<CertificateInUse> certificates(Node certificates) {
        var all = new LinkedHashSet<CertificateInUse>();
        for (Node certificate : items(certificates, "certificates")) {
            for (Node authority : items(certificate, "ca_cert")) {
                all.add(certificate(authority, true));
            }
            for (Node own : items(certificate, "cert_chain")) {
                all.add(certificate(own, false));
            }
        }
        return List.copyOf(all);
    }

    private static CertificateInUse certificate(Node details, boolean authority) {
        var uris = new ArrayList<String>();
        for (Node name : items(details, "subject_alt_names")) {
            if (!text(name, "uri").isEmpty()) {
                uris.add(text(name, "uri"));
            }
        }
        return new CertificateInUse(text(details, "serial_number"), uris, text(details, "expiration_time"), authority);
    }

    /** {@code envoy.admin.v3.Listeners}. */
    static List<ActiveListener> listeners(Node listeners) {
        var all = new ArrayList<ActiveListener>();
        for (Node listener : items(listeners, "listener_statuses")) {
            all.add(new ActiveListener(text(listener, "name"), address(field(listener, "local_address"))));
        }
        return all;
    }

    /** {@code envoy.config.core.v3.Address}. */
    private static String address(@Nullable Node address) {
        Node socket = field(address, "socket_address");
        if (socket == null) {
            return text(field(address, "pipe"), "path");
        }
        String ip = text(socket, "address");
        return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + number(socket, "port_value");
    }

    private static @Nullable Node field(@Nullable Node node, String name) {
        return node instanceof Node.Mapping mapping ? mapping.get(name) : null;
    }

    private static List<Node> items(Node node, String name) {
        return field(node, name) instanceof Node.Sequence sequence ? sequence.items() : List.of();
    }

    private static String text(@Nullable Node node, String name) {
        return field(node, name) instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    private static boolean flag(@Nullable Node node, String name) {
        return text(node, name).equals("true");
    }

    /** 64-bit numbers come as texts. */
    private static long number(Node node, String name) {
        String text = text(node, name);
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
