package io.coddiwomple.install;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.rules.Served;
import io.coddiwomple.plan.rules.ShapeChoice;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a federation asks of one cluster's mesh.
 *
 * @param input the options of a shell's command that reads this federation again
 * @param gateways to install
 * @param rewritesOnly whether other clusters call everything here by names that the gateway rewrites, under the suffix
 *     that Istio's own chart rewrites
 * @param viewsNetwork whether the egress gateway finds other clusters by its view of network {@code external}
 */
record Needs(
        Federation federation,
        Cluster cluster,
        String input,
        List<GatewayPods> gateways,
        boolean rewritesOnly,
        boolean viewsNetwork) {
    /** The suffix that Istio 1.1 to 1.7 had in its charts. */
    private static final String CHARTS_SUFFIX = "global";

    static Needs of(Federation federation, Cluster cluster, String input, Problems problems) {
        Set<Shape> serving = EnumSet.noneOf(Shape.class);
        Set<Shape> calling = EnumSet.noneOf(Shape.class);
        var opened = new TreeMap<Integer, String>();
        for (GlobalService service : federation.services()) {
            Shape shape = shape(federation, service);
            if (service.backendIn(cluster.name()) != null) {
                serving.add(shape);
                if (shape == Shape.INGRESS) {
                    service.ports().stream().map(Port::number).forEach(port -> opened.put(port, "cw-" + port));
                }
            }
            if (shape.mutualTls() && callsOthers(service, cluster)) {
                calling.add(shape);
            }
        }
        if (federation.services().isEmpty()) {
            Shape expected = cluster.shape() == null ? federation.shape() : cluster.shape();
            serving.add(expected);
            calling.add(expected);
        }
        boolean rewrites = Feature.CLUSTER_REWRITE.in(cluster.istio())
                && federation.suffix().equals(CHARTS_SUFFIX);
        boolean views =
                cluster.egress() != null && Feature.NETWORK_VIEW.in(cluster.istio()) && calling.contains(Shape.REWRITE);
        calling.remove(Shape.REWRITE);
        if (views && !calling.isEmpty()) {
            mixed(cluster, calling, problems);
        }
        return new Needs(
                federation,
                cluster,
                input,
                GatewayPods.of(cluster, opened),
                rewrites && serving.equals(EnumSet.of(Shape.REWRITE)),
                views);
    }

    IstioVersion version() {
        return cluster.istio();
    }

    String suffix() {
        return federation.suffix();
    }

    /** Whether Istio's own CoreDNS, which knows one suffix, answers for the federation's. */
    boolean hasChartsSuffix() {
        return federation.suffix().equals(CHARTS_SUFFIX);
    }

    private static Shape shape(Federation federation, GlobalService service) {
        List<Served> served = service.backends().stream()
                .map(backend -> new Served(backend, Objects.requireNonNull(federation.cluster(backend.cluster()))))
                .toList();
        return ShapeChoice.of(federation, service, served, new Problems());
    }

    private static boolean callsOthers(GlobalService service, Cluster cluster) {
        return service.clients().clusters().contains(cluster.name())
                && service.backends().stream()
                        .anyMatch(backend -> !backend.cluster().equals(cluster.name()));
    }

    private static void mixed(Cluster cluster, Set<Shape> others, Problems problems) {
        String words = others.stream()
                .map(Shape::word)
                .sorted()
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        problems.add(
                Code.EGRESS_VIEWS_DIFFER,
                cluster.place(),
                "the egress gateway of cluster " + cluster.name() + " (Istio " + cluster.istio()
                        + ") carries calls of shape rewrite, for which it must see endpoints of network external alone,"
                        + " and calls of shape " + words + ", whose endpoints have no network, so one of them finds no"
                        + " endpoint; give all services that the cluster calls one shape, or upgrade to Istio "
                        + Feature.NETWORK_VIEW.until());
    }
}
