package io.coddiwomple.plan;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Egress;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.plan.rules.EgressHop;
import io.coddiwomple.plan.rules.ExportList;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The server names by which one cluster's egress gateway knows where to send calls on: each may lead one way only. */
final class EgressNames {
    private static final int PORT = 15443;

    private final Cluster cluster;
    private final Map<String, Use> uses = new HashMap<>();
    private final List<Problem> found = new ArrayList<>();

    EgressNames(Cluster cluster) {
        this.cluster = cluster;
    }

    private record Use(GlobalService service, EgressHop.Onward onward) {}

    void add(GlobalService service, EgressHop.Onward onward) {
        var use = new Use(service, onward);
        for (String name : onward.names()) {
            Use first = uses.putIfAbsent(name, use);
            if (first != null && !isOneWay(first, use)) {
                found.add(new Problem(Code.SNI_CONFLICT, service.place(), message(name, first, use)));
            }
        }
    }

    /**
     * Whether it does not matter whose rule counts: the older one, from 1.10 on. Before, Envoy gets both and rejects the
     * listener (istio@1.10.0 pilot/pkg/networking/core/v1alpha3/gateway.go, "duplicate SNI host names").
     */
    private boolean isOneWay(Use one, Use other) {
        return Feature.FIRST_SNI_COUNTS.in(cluster.istio())
                && one.onward().hop().equals(other.onward().hop());
    }

    private String message(String name, Use one, Use other) {
        return "services " + one.service().id() + " and " + other.service().id() + " have the same server name, " + name
                + ", at the egress gateway of cluster " + cluster.name() + ", "
                + (one.onward().hop().equals(other.onward().hop())
                        ? "and Istio " + cluster.istio() + " breaks a listener that is told a name twice"
                        : "which can send it one way only, but they run in different clusters or are called in different"
                                + " ways")
                + "; give one of them shape alias-sni, which has a server name for each service, or Kubernetes services"
                + " of different names";
    }

    void report(ExportList exports, Problems problems) {
        problems.addAll(found);
        Egress egress = cluster.egress();
        if (egress == null || uses.isEmpty() || exports.isEmpty()) {
            return;
        }
        for (Gateway gateway : cluster.gateways()) {
            if (gateway.listenerPort() == PORT && sharePods(gateway, egress)) {
                problems.add(
                        Code.LISTENER_CONFLICT,
                        cluster.place(),
                        "cluster " + cluster.name() + " lets other clusters in and its own calls out at port " + PORT
                                + " of the same pods (" + gateway.selector() + "), where a server name cannot tell one"
                                + " from the other; give egress a gateway of its own in spec.egress.selector and"
                                + " spec.egress.service");
            }
        }
    }

    private static boolean sharePods(Gateway gateway, Egress egress) {
        var one = gateway.selector().entrySet();
        var other = egress.selector().entrySet();
        return one.containsAll(other) || other.containsAll(one);
    }
}
