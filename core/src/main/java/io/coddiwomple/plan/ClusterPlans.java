package io.coddiwomple.plan;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.Scope;
import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.rules.ClientProfile;
import io.coddiwomple.plan.rules.ClientRule;
import io.coddiwomple.plan.rules.ClientView;
import io.coddiwomple.plan.rules.ClusterView;
import io.coddiwomple.plan.rules.Conventions;
import io.coddiwomple.plan.rules.ExportList;
import io.coddiwomple.plan.rules.Order;
import io.coddiwomple.plan.rules.Output;
import io.coddiwomple.plan.rules.Rules;
import io.coddiwomple.plan.rules.ServiceFacts;
import io.coddiwomple.plan.rules.ViewCheck;
import io.coddiwomple.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the plan of each cluster together. Equal views of one service share one group. Owned by one thread. */
final class ClusterPlans {
    private final Federation federation;
    private final Conventions conventions;
    private final List<ServiceFacts> services;
    private final Problems problems;
    private final List<Map<ClientView, Seen>> views;
    private final Map<ClientProfile, ClientProfile> profiles = new HashMap<>();

    ClusterPlans(Federation federation, Conventions conventions, List<ServiceFacts> services, Problems problems) {
        this.federation = federation;
        this.conventions = conventions;
        this.services = services;
        this.problems = problems;
        this.views = new ArrayList<>(services.size());
        services.forEach(_ -> views.add(new HashMap<>(4)));
    }

    List<ClusterPlan> of(Selection selection) {
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
        var cost = new VisibilityCost(cluster);
        boolean home = false;
        boolean routed = false;
        boolean viewed = false;
        boolean rewritten = false;
        for (int i = 0; i < services.size(); i++) {
            ServiceFacts facts = services.get(i);
            boolean wanted = isChosen(facts, chosen);
            int own = export(cluster, facts, exports, wanted ? groups : null);
            if (!facts.service().clients().clusters().contains(cluster.name())) {
                continue;
            }
            Seen seen = seen(i, view(cluster, facts, own));
            if (seen.empty) {
                continue;
            }
            cost.add(facts.service());
            home = true;
            rewritten |= facts.shape().shape() == Shape.REWRITE;
            viewed |= seen.viewed;
            routed |= seen.routed;
            if (wanted) {
                groups.add(seen.group);
            }
        }
        cost.report(problems);
        SharedPorts.check(cluster, services, problems);
        var clusterView =
                new ClusterView(conventions, cluster, exports, home || !exports.isEmpty(), routed, viewed, rewritten);
        groups.addFirst(new Group("", false, output -> common(clusterView, output)));
        return new ClusterPlan(cluster, List.copyOf(groups));
    }

    private static boolean isChosen(ServiceFacts facts, Scope chosen) {
        return chosen.all()
                || chosen.contains(facts.service().id())
                || facts.service().hosts().stream().anyMatch(chosen::contains);
    }

    /** Adds what a cluster exports of a service; returns the index of its backend there, or -1. */
    private static int export(
            Cluster cluster,
            ServiceFacts facts,
            ExportList exports,
            @org.jspecify.annotations.Nullable List<Group> groups) {
        for (int i = 0; i < facts.served().size(); i++) {
            var served = facts.served().get(i);
            if (served.backend().cluster().equals(cluster.name())) {
                facts.shape().export(facts, served, exports);
                if (groups != null) {
                    groups.add(new Group(
                            facts.service().id(), false, output -> facts.shape().serve(facts, served, output)));
                }
                return i;
            }
        }
        return -1;
    }

    private ClientView view(Cluster cluster, ServiceFacts facts, int own) {
        ClientProfile profile = profiles.computeIfAbsent(ClientProfile.of(cluster), known -> known);
        return new ClientView(facts, profile, own, Order.of(facts, cluster));
    }

    private Seen seen(int service, ClientView view) {
        Map<ClientView, Seen> known = views.get(service);
        Seen seen = known.get(view);
        if (seen == null) {
            ViewCheck.check(view, problems);
            seen = new Seen(
                    new Group(view.facts().service().id(), true, output -> client(view, output)),
                    view.targets().isEmpty(),
                    view.usesEgress() && !view.usesNetworkView(),
                    view.usesNetworkView());
            known.put(view, seen);
        }
        return seen;
    }

    /**
     * What was found out about a view.
     *
     * @param empty whether it reaches no backend at all
     * @param routed whether its calls pass the egress gateway by their server name
     * @param viewed whether they pass it by its view of network {@code external}
     */
    private record Seen(Group group, boolean empty, boolean routed, boolean viewed) {}

    private static void client(ClientView view, Output output) {
        for (ClientRule rule : Rules.CLIENT) {
            rule.plan(view, output);
        }
    }

    private static void common(ClusterView view, Output output) {
        Rules.CLUSTER.forEach(rule -> rule.plan(view, output));
    }
}
