package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Shape;
import io.coddiwomple.model.Subset;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The SNI names an alias; in the serving cluster an entry that only the gateway sees leads from the alias to the one
 * local service, whatever its name and ports. Chosen by itself when backends differ.
 */
final class AliasSni implements ShapeRule {
    @Override
    public Shape shape() {
        return Shape.ALIAS_SNI;
    }

    @Override
    public void check(ServiceFacts facts, Problems problems) {
        VersionNeed.passthroughByService(facts, shape(), problems);
    }

    @Override
    public String sni(ServiceFacts facts, Port port, @Nullable Subset subset) {
        return ServerName.of(port.number(), subset, facts.conventions().exportAlias(facts.service()));
    }

    @Override
    public void export(ServiceFacts facts, Served served, ExportList exports) {
        exports.letThrough(facts.conventions().exportAlias(facts.service()));
    }

    @Override
    public void serve(ServiceFacts facts, Served served, Output output) {
        String alias = facts.conventions().exportAlias(facts.service());
        var namespaces = new TreeSet<String>();
        served.cluster().gateways().stream().map(Gateway::namespace).forEach(namespaces::add);
        for (String namespace : namespaces) {
            output.add(
                    "export alias",
                    "leads from " + alias + ", which only the gateway sees, to "
                            + served.backend().service(),
                    facts.conventions()
                            .istioObject(
                                    served.cluster().istio(),
                                    "ServiceEntry",
                                    namespace,
                                    alias,
                                    facts.service().id(),
                                    entry(facts, served.backend(), alias)));
        }
    }

    /**
     * What passes is mutual TLS, whatever it carries. Named TCP, a port of an entry without an address would take all
     * calls to its number from the sidecars of the gateway's namespace.
     */
    private static List<Fields> ports(List<Port> ports) {
        return ports.stream()
                .map(port -> EntrySpec.port(
                        port.number(),
                        port.name(),
                        port.protocol().isHttp() ? port.protocol().istioName() : "TLS"))
                .toList();
    }

    private static Fields entry(ServiceFacts facts, Backend backend, String alias) {
        var local = new Endpoint(backend.service().fqdn(), backend.ports(), 1, backend.cluster(), "", false);
        return Fields.builder()
                .putTexts("hosts", List.of(alias))
                .putTexts("exportTo", Visibility.PRIVATE)
                .put("location", "MESH_INTERNAL")
                .put("resolution", "DNS")
                .putItems("ports", ports(facts.service().ports()))
                .putItems("endpoints", EntrySpec.endpoints(new Leg(List.of(local), false), new Ordering.Equal(), true))
                .build();
    }
}
