package io.coddiwomple.plan;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Foreign;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.plan.rules.ExportList;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds Gateways that a cluster already has and whose wildcards cover exported hosts at the same pods and port. istiod
 * then makes two equal filter chains, Envoy rejects the listener and keeps the old one: no change arrives any more, and
 * a gateway that restarts has no listener at all (tried on Istio 1.31).
 */
final class WideGateways {
    private WideGateways() {}

    static void check(Cluster cluster, ExportList exports, List<Foreign> foreign, Problems problems) {
        for (Foreign each : foreign) {
            if (each instanceof Foreign.GatewayObject object && object.cluster().equals(cluster.name())) {
                check(cluster, exports, object, problems);
            }
        }
    }

    private static void check(Cluster cluster, ExportList exports, Foreign.GatewayObject object, Problems problems) {
        for (Foreign.Server server : object.servers()) {
            List<String> covered = new ArrayList<>();
            if (server.mode().equals("AUTO_PASSTHROUGH") && sharesListener(cluster, object, server)) {
                for (String host : server.hosts()) {
                    exports.hosts().stream()
                            .filter(exported -> covers(host, exported))
                            .forEach(covered::add);
                }
            }
            if (!covered.isEmpty()) {
                report(cluster, object, server, covered.getFirst(), problems);
                return;
            }
        }
    }

    private static boolean sharesListener(Cluster cluster, Foreign.GatewayObject object, Foreign.Server server) {
        for (Gateway gateway : cluster.gateways()) {
            boolean samePods =
                    gateway.selector().entrySet().containsAll(object.selector().entrySet());
            if (samePods && server.port() == gateway.listenerPort()) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(String pattern, String exported) {
        return pattern.startsWith("*") && !pattern.equals(exported) && exported.endsWith(pattern.substring(1));
    }

    private static void report(
            Cluster cluster, Foreign.GatewayObject object, Foreign.Server server, String covered, Problems problems) {
        boolean breaks = Feature.PASSTHROUGH_BY_SERVICE.in(cluster.istio());
        String hosts = String.join(", ", server.hosts());
        problems.add(
                breaks ? Code.CLASHING_GATEWAY : Code.WIDE_GATEWAY,
                object.place(),
                "Gateway " + object.namespace() + "/" + object.name() + " in cluster " + cluster.name()
                        + " already lets other clusters in to " + hosts + " at port " + server.port()
                        + " of the same pods, which covers " + covered + " that cw exports there. "
                        + (breaks
                                ? "Envoy rejects a listener with both, so the gateway would take no further change and not"
                                        + " start again"
                                : "What cw does not export can then be reached all the same")
                        + "; remove it, or list exact hosts in it instead");
    }
}
