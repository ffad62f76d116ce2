package io.coddiwomple.plan.rules;

import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Subset;
import io.coddiwomple.model.Traffic;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.List;

/** Finds what is wrong or noteworthy with a service whoever calls it. */
public final class ServiceCheck {
    private static final int MAX_SNI = 255;
    private static final int MAX_WEIGHTED = 100;
    private static final int MAX_PORTS = 256;

    private final ServiceFacts facts;
    private final GlobalService service;
    private final Problems problems;

    private ServiceCheck(ServiceFacts facts, Problems problems) {
        this.facts = facts;
        this.service = facts.service();
        this.problems = problems;
    }

    public static void check(ServiceFacts facts, Problems problems) {
        var check = new ServiceCheck(facts, problems);
        facts.shape().check(facts, problems);
        SniRoute.refuseSubsets(facts, problems);
        check.weights();
        check.rewriteHost();
        check.identities();
        check.limits();
        PolicyCheck.forAnyRelease(facts.service(), problems);
    }

    private void weights() {
        List<Served> served = facts.served();
        for (Served each : served) {
            if (each.backend().weight() == 0) {
                problems.add(
                        Code.WEIGHT_ZERO,
                        each.backend().place(),
                        "the backend of service " + service.id() + " in cluster "
                                + each.backend().cluster()
                                + " has weight 0: it is never called, even when all others are down; use a small weight to"
                                + " keep it as a reserve");
            }
        }
        if (facts.isWeighted() && !service.traffic().failover().isEmpty()) {
            problems.add(
                    Code.WEIGHTS_AND_ORDER,
                    service.place(),
                    "service " + service.id()
                            + " has both weights and traffic.failover, and Istio can follow only one of"
                            + " them; make the weights equal or remove the order (what a failing cluster leaves goes to"
                            + " the others by their weights)");
        }
        boolean ordered = !service.traffic().failover().isEmpty();
        if ((facts.isWeighted() || ordered) && !Orderings.customSetting(service).isEmpty()) {
            problems.add(
                    Code.WEIGHTS_AND_ORDER,
                    service.place(),
                    "service " + service.id() + " has " + (ordered ? "traffic.failover" : "weights")
                            + " and a loadBalancer.localityLbSetting of its own, and Istio can follow only one of them;"
                            + " remove one");
        }
        if (facts.isWeighted() && served.size() > MAX_WEIGHTED) {
            problems.add(
                    Code.LIMIT_OF_ISTIO,
                    service.place(),
                    "service " + service.id() + " has weights for " + served.size()
                            + " backends; Istio's weights are whole percents, so at most " + MAX_WEIGHTED
                            + " can have one");
        }
    }

    private void rewriteHost() {
        Traffic traffic = service.traffic();
        if (!traffic.rewriteHost()) {
            return;
        }
        if (facts.httpPorts().isEmpty()) {
            problems.add(
                    Code.REWRITE_HOST_IMPOSSIBLE,
                    service.place(),
                    "service " + service.id()
                            + " has traffic.rewriteHost but no HTTP or gRPC port; only those carry a host"
                            + " to rewrite, so remove it or correct the ports' protocols");
        }
        Disagreement.find(facts, false)
                .ifPresent(difference -> problems.add(
                        Code.REWRITE_HOST_IMPOSSIBLE,
                        service.place(),
                        "service " + service.id()
                                + " has traffic.rewriteHost, but its backends have different host names: "
                                + difference
                                + "; the client writes one name for all of them, so make the names equal or"
                                + " remove rewriteHost"));
    }

    private void identities() {
        boolean some = facts.served().stream()
                .anyMatch(served -> !served.backend().identities().isEmpty());
        for (Served served : facts.served()) {
            if (some && served.backend().identities().isEmpty()) {
                problems.add(
                        Code.IDENTITIES_MISSING,
                        served.backend().place(),
                        "the backend of service " + service.id() + " in cluster "
                                + served.backend().cluster()
                                + " names no identities while another does; clients check all backends against one list, so"
                                + " calls to this one would fail: name its identities too, or none at all");
            }
        }
    }

    private void limits() {
        if (service.ports().size() > MAX_PORTS) {
            limit("has " + service.ports().size() + " ports; a ServiceEntry holds at most " + MAX_PORTS);
        }
        for (Port port : service.ports()) {
            longName(port, null);
            for (Subset subset : service.traffic().subsets()) {
                longName(port, subset);
            }
        }
    }

    private void longName(Port port, @org.jspecify.annotations.Nullable Subset subset) {
        String sni = facts.shape().sni(facts, port, subset);
        if (sni == null) {
            sni = ServerName.of(port.number(), subset, service.hosts().getFirst());
        }
        if (sni.length() > MAX_SNI) {
            limit("needs the server name " + sni + " of " + sni.length() + " characters; TLS carries at most " + MAX_SNI
                    + ", so shorten the names");
        }
    }

    private void limit(String what) {
        problems.add(Code.LIMIT_OF_ISTIO, service.place(), "service " + service.id() + " " + what);
    }
}
