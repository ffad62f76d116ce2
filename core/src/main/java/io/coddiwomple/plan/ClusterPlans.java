package io.coddiwomple.plan;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Locality;
import io.coddiwomple.model.Scope;
import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.rules.ClientProfile;
import io.coddiwomple.plan.rules.ClientRule;
import io.coddiwomple.plan.rules.ClientView;
import io.coddiwomple.plan.rules.ClusterView;
import io.coddiwomple.plan.rules.Conventions;
import io.coddiwomple.plan.rules.EgressHop;
import io.coddiwomple.plan.rules.ExportList;
import io.coddiwomple.plan.rules.Order;
import io.coddiwomple.plan.rules.Output;
import io.coddiwomple.plan.rules.Rules;
import io.coddiwomple.plan.rules.Served;
import io.coddiwomple.plan.rules.ServiceFacts;
import io.coddiwomple.plan.rules.ViewCheck;
import io.coddiwomple.problem.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the plan of each cluster together. Equal views of one service share one group. Owned by one thread. */
final class ClusterPlans {
    private final Federation federation;
    private final Conventions conventions;
    private final List<ServiceFacts> services;
    private final Problems problems;
    private final List<Map<ClientView, Seen>> views;
    private final Map<Kin, Kin> kins = new HashMap<>();

    ClusterPlans(Federation federation, Conventions conventions, List<ServiceFacts> services, Problems problems) {
        this.federation = federation;
        this.conventions = conventions;
        this.services = services;
        this.problems = problems;
        this.views = new ArrayList<>(services.size());
        services.forEach(_ -> views.add(new HashMap<>(4)));
    }

    List<ClusterPlan> of(Selection selection) {
        SharedSubsets.check(services, problems);
        var plans = new ArrayList<ClusterPlan>();
        for (Cluster cluster : federation.clusters()) {
            if (selection.clusters().contains(cluster.name())) {
                plans.add(plan(cluster, selection.services()));
            }
        }
        return plans;
    }

    private ClusterPlan plan(Cluster cluster, Scope chosen) {
        var exports = new ExportList();
        var groups = new ArrayList<Group>();
        var callable = new ArrayList<GlobalService>();
        var cost = new VisibilityCost(cluster);
        var order = new RegionOrder(cluster);
        var egress = new EgressNames(cluster);
        boolean home = false;
        boolean routed = false;
        boolean viewed = false;
        boolean rewritten = false;
        var kin = new Kin(ClientProfile.of(cluster), cluster.localities());
        kin = kins.computeIfAbsent(kin, known -> known.sized(services.size()));
        for (int i = 0; i < services.size(); i++) {
            ServiceFacts facts = services.get(i);
            boolean wanted = isChosen(facts, chosen);
            int own = own(cluster, facts);
            if (own >= 0) {
                Served served = facts.served().get(own);
                boolean outside = facts.isCalledFromOutside(cluster);
                if (outside) {
                    facts.shape().export(facts, served, exports);
                    home |= facts.shape().shape() == Shape.INGRESS;
                }
                // Subsets are for callers of the own cluster, too.
                if (wanted && (outside || !facts.service().traffic().subsets().isEmpty())) {
                    groups.add(new Group(
                            facts.service().id(), false, output -> facts.shape().serve(facts, served, output)));
                }
            }
            if (!facts.service().clients().clusters().contains(cluster.name())) {
                continue;
            }
            Seen seen = seen(i, cluster, kin, own);
            if (seen.empty) {
                continue;
            }
            cost.add(facts.service());
            callable.add(facts.service());
            home = true;
            if (seen.hangsOnRegion) {
                order.add();
            }
            rewritten |= facts.shape().shape() == Shape.REWRITE;
            viewed |= seen.viewed;
            routed |= !seen.onward.names().isEmpty();
            egress.add(facts.service(), seen.onward);
            if (wanted) {
                groups.add(seen.group);
            }
        }
        cost.report(problems);
        order.report(problems);
        egress.report(exports, problems);
        SharedPorts.check(cluster, services, problems);
        WideGateways.check(cluster, exports, federation.foreign(), problems);
        var clusterView =
                new ClusterView(conventions, cluster, exports, home || !exports.isEmpty(), routed, viewed, rewritten);
        groups.addFirst(new Group("", false, output -> common(clusterView, output)));
        var plan = new ClusterPlan(cluster, List.copyOf(groups), List.copyOf(callable));
        TakenNames.check(plan, federation.foreign(), problems);
        return plan;
    }

    private static boolean isChosen(ServiceFacts facts, Scope chosen) {
        return chosen.all()
                || chosen.contains(facts.service().id())
                || facts.service().hosts().stream().anyMatch(chosen::contains);
    }

    /** The index of a service's backend in a cluster, or -1. */
    private static int own(Cluster cluster, ServiceFacts facts) {
        for (int i = 0; i < facts.served().size(); i++) {
            if (facts.served().get(i).backend().cluster().equals(cluster.name())) {
                return i;
            }
        }
        return -1;
    }

    private Seen seen(int service, Cluster cluster, Kin kin, int own) {
        Seen seen = own < 0 ? kin.seen.get(service) : null;
        if (seen == null) {
            ServiceFacts facts = services.get(service);
            seen = seen(service, new ClientView(facts, kin.profile, own, Order.of(facts, cluster)));
            if (own < 0) {
                kin.seen.set(service, seen);
            }
        }
        return seen;
    }

    private Seen seen(int service, ClientView view) {
        Map<ClientView, Seen> known = views.get(service);
        Seen seen = known.get(view);
        if (seen == null) {
            ViewCheck.check(view, problems);
            seen = new Seen(
                    new Group(view.facts().service().id(), true, output -> client(view, output)),
                    view.targets().isEmpty(),
                    EgressHop.onward(view),
                    view.usesNetworkView(),
                    view.hangsOnRegion());
            known.put(view, seen);
        }
        return seen;
    }

    /**
     * Clusters that differ in nothing a view depends on: they see every service alike that does not run in them.
     *
     * @param seen by service, filled as it is asked for
     */
    private record Kin(ClientProfile profile, List<Locality> localities, List<@Nullable Seen> seen) {
        Kin(ClientProfile profile, List<Locality> localities) {
            this(profile, localities, List.of());
        }

        Kin sized(int services) {
            return new Kin(profile, localities, Arrays.asList(new @Nullable Seen[services]));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kin kin && profile.equals(kin.profile) && localities.equals(kin.localities);
        }

        @Override
        public int hashCode() {
            return 31 * profile.hashCode() + localities.hashCode();
        }
    }

    /**
     * What was found out about a view.
     *
     * @param empty whether it reaches no backend at all
     * @param onward what the egress gateway does with calls that pass it by their server name
     * @param viewed whether they pass it by its view of network {@code external}
     * @param hangsOnRegion whether the order of its backends hangs on the client's region
     */
    private record Seen(Group group, boolean empty, EgressHop.Onward onward, boolean viewed, boolean hangsOnRegion) {}

    private static void client(ClientView view, Output output) {
        for (ClientRule rule : Rules.CLIENT) {
            rule.plan(view, output);
        }
    }

    private static void common(ClusterView view, Output output) {
        Rules.CLUSTER.forEach(rule -> rule.plan(view, output));
    }
}
