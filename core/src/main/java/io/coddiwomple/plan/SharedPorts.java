package io.coddiwomple.plan;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Protocol;
import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.rules.Served;
import io.coddiwomple.plan.rules.ServiceFacts;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds services of shape ingress that want the same port of a gateway in ways that exclude each other. */
final class SharedPorts {
    private SharedPorts() {}

    private record Use(String service, Protocol.Family family) {}

    static void check(Cluster cluster, List<ServiceFacts> services, Problems problems) {
        Map<Integer, Use> uses = new HashMap<>();
        for (Gateway gateway : cluster.gateways()) {
            uses.put(gateway.listenerPort(), new Use("the export list", Protocol.Family.TLS));
        }
        for (ServiceFacts facts : services) {
            boolean here = facts.shape().shape() == Shape.INGRESS && isServed(facts, cluster);
            if (here) {
                check(cluster, facts.service(), uses, problems);
            }
        }
    }

    private static boolean isServed(ServiceFacts facts, Cluster cluster) {
        for (Served served : facts.served()) {
            if (served.cluster().name().equals(cluster.name())) {
                return true;
            }
        }
        return false;
    }

    private static void check(Cluster cluster, GlobalService service, Map<Integer, Use> uses, Problems problems) {
        for (Port port : service.ports()) {
            Protocol.Family family = port.protocol().family();
            Use other = uses.putIfAbsent(port.number(), new Use(service.id(), family));
            if (other != null && (other.family() != family || family == Protocol.Family.TCP)) {
                problems.add(
                        Code.LISTENER_CONFLICT,
                        service.place(),
                        "service " + service.id() + " needs port " + port.number() + " of the gateway in cluster "
                                + cluster.name() + " for " + family + ", but " + other.service() + " has it for "
                                + other.family()
                                + "; only HTTP services, or TLS services, can share a port, so give one of them another or"
                                + " use shape local-sni");
            }
        }
    }
}
