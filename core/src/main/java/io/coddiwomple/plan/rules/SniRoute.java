package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Shape;
import io.coddiwomple.model.Subset;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The serving gateway passes TLS through and routes by server name, with a VirtualService, to a subset of the local
 * service whose TLS is off: the bytes are encrypted already. Switching it off for the whole host would also empty the
 * gateway's own passthrough clusters of that service.
 */
final class SniRoute implements ShapeRule {
    private static final String SUBSET = "cw-passthrough";

    @Override
    public Shape shape() {
        return Shape.SNI_ROUTE;
    }

    @Override
    public void check(ServiceFacts facts, Problems problems) {
        if (facts.service().ports().size() == 1) {
            return;
        }
        for (Served served : facts.served()) {
            if (!Feature.UNDERSCORE_SNI_HOSTS.in(served.cluster().istio())) {
                VersionNeed.report(
                        facts,
                        served.cluster(),
                        shape(),
                        "with several ports needs exact server names in a VirtualService, which Istio accepts from"
                                + " 1.22.4, 1.23.3 and 1.24",
                        "use local-sni or alias-sni, or split the service into one for each port",
                        problems);
            }
        }
    }

    @Override
    public @Nullable String sni(ServiceFacts facts, Port port, @Nullable Subset subset) {
        return null;
    }

    @Override
    public void export(ServiceFacts facts, Served served, ExportList exports) {
        exports.routeBySni();
    }

    @Override
    public void serve(ServiceFacts facts, Served served, Output output) {
        var namespaces = new TreeSet<String>();
        served.cluster().gateways().stream().map(Gateway::namespace).forEach(namespaces::add);
        Conventions conventions = facts.conventions();
        String name = facts.service().hosts().getFirst();
        String fqdn = served.backend().service().fqdn();
        for (String namespace : namespaces) {
            output.add(
                    "export route",
                    "routes calls for " + name + " from the gateway to " + fqdn,
                    conventions.istioObject(
                            served.cluster().istio(),
                            "VirtualService",
                            namespace,
                            name,
                            facts.service().id(),
                            route(facts, served)));
            output.add(
                    "export route",
                    "keeps the gateway from encrypting calls for " + name + " a second time",
                    conventions.istioObject(
                            served.cluster().istio(),
                            "DestinationRule",
                            namespace,
                            name,
                            facts.service().id(),
                            untouched(fqdn)));
        }
    }

    private static Fields untouched(String fqdn) {
        Fields off = Fields.builder()
                .put("tls", Fields.builder().put("mode", "DISABLE").build())
                .build();
        Fields subset =
                Fields.builder().put("name", SUBSET).put("trafficPolicy", off).build();
        return Fields.builder()
                .put("host", fqdn)
                .putTexts("exportTo", Visibility.PRIVATE)
                .putItems("subsets", List.of(subset))
                .build();
    }

    private static Fields route(ServiceFacts facts, Served served) {
        boolean exact = Feature.UNDERSCORE_SNI_HOSTS.in(served.cluster().istio());
        var hosts = new TreeSet<String>();
        var routes = new ArrayList<Fields>();
        for (Port port : facts.service().ports()) {
            List<String> global = facts.service().hosts();
            List<String> names = exact
                    ? global.stream()
                            .map(host -> ServerName.of(port.number(), null, host))
                            .toList()
                    : ServerName.wildcards(global);
            hosts.addAll(names);
            routes.add(portRoute(served, port, names));
        }
        var gateways = new TreeSet<String>();
        served.cluster()
                .gateways()
                .forEach(gateway -> gateways.add(facts.conventions().namespace() + "/" + ExportGateway.name(gateway)));
        return Fields.builder()
                .putTexts("hosts", hosts)
                .putTexts("gateways", gateways)
                .putTexts("exportTo", Visibility.PRIVATE)
                .putItems("tls", routes)
                .build();
    }

    private static Fields portRoute(Served served, Port port, List<String> names) {
        Fields match = Fields.builder().putTexts("sniHosts", names).build();
        Fields destination = Fields.builder()
                .put("host", served.backend().service().fqdn())
                .put("subset", SUBSET)
                .put("port", EntrySpec.portNumber(served.backend().ports().getOrDefault(port.name(), port.number())))
                .build();
        return Fields.builder()
                .putItems("match", List.of(match))
                .putItems(
                        "route",
                        List.of(Fields.builder().put("destination", destination).build()))
                .build();
    }

    /** Subsets by weight or header are decided at the client, which cannot be told apart here. */
    static void refuseSubsets(ServiceFacts facts, Problems problems) {
        Shape shape = facts.shape().shape();
        if (facts.service().traffic().subsets().isEmpty()) {
            return;
        }
        if (facts.httpPorts().isEmpty()) {
            problems.add(
                    Code.SUBSETS_NEED_SHAPE,
                    facts.service().place(),
                    "service " + facts.service().id()
                            + " has subsets but no HTTP or gRPC port, and calls go to a subset"
                            + " one by one; remove traffic.subsets, or correct the ports' protocols");
        }
        if (shape != Shape.LOCAL_SNI) {
            problems.add(
                    Code.SUBSETS_NEED_SHAPE,
                    facts.service().place(),
                    "service " + facts.service().id() + " has subsets, which only shape local-sni can carry to another"
                            + " cluster (its server names hold the subset); this service has shape " + shape.word()
                            + ": make its backends agree in name and ports, or remove traffic.subsets");
        }
    }
}
