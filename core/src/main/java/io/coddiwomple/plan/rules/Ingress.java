package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Protocol;
import io.coddiwomple.model.Shape;
import io.coddiwomple.model.Subset;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The serving gateway listens at the service's own port and ends the connection: plain text, unless the gateway names a
 * certificate.
 */
final class Ingress implements ShapeRule {
    @Override
    public Shape shape() {
        return Shape.INGRESS;
    }

    @Override
    public void check(ServiceFacts facts, Problems problems) {
        var certified = new TreeSet<String>();
        var plain = new TreeSet<String>();
        for (Served served : facts.served()) {
            for (Gateway gateway : served.cluster().gateways()) {
                (gateway.credentialName() == null ? plain : certified)
                        .add(gateway.address() + " (cluster " + served.cluster().name() + ")");
            }
        }
        GlobalService service = facts.service();
        boolean http = !facts.httpPorts().isEmpty();
        if (http && !certified.isEmpty() && !plain.isEmpty()) {
            problems.add(
                    Code.BACKENDS_DISAGREE,
                    service.place(),
                    "the backends of service " + service.id() + " differ: gateway " + certified.getFirst()
                            + " has a certificate and " + plain.getFirst()
                            + " has none, and a client speaks either TLS or plain HTTP to all of them; give all of them"
                            + " a credentialName, or use shape local-sni");
        }
        boolean tcp = service.ports().stream().anyMatch(port -> port.protocol().family() == Protocol.Family.TCP);
        if (tcp || (http && !plain.isEmpty())) {
            problems.add(
                    Code.PLAIN_TEXT,
                    service.place(),
                    "service " + service.id() + " crosses between meshes in plain text and without any check of who"
                            + " calls: that is shape ingress; use local-sni"
                            + (tcp
                                    ? ""
                                    : ", or name a certificate in the serving clusters' gateways[].credentialName"));
        }
        if (facts.served().stream()
                .anyMatch(served -> !served.backend().identities().isEmpty())) {
            problems.add(
                    Code.IDENTITIES_UNCHECKED,
                    service.place(),
                    "service " + service.id() + " names the identities of its backends, but with shape ingress callers"
                            + " meet the gateway and never see them; use local-sni, or remove identities");
        }
    }

    /** Whether gateways end TLS for HTTP, so that endpoints of the client's own cluster cannot stand beside them. */
    static boolean isCertified(ServiceFacts facts) {
        return facts.shape().shape() == Shape.INGRESS
                && !facts.httpPorts().isEmpty()
                && facts.served().stream()
                        .flatMap(served -> served.cluster().gateways().stream())
                        .anyMatch(gateway -> gateway.credentialName() != null);
    }

    /** What a client's DestinationRule says about TLS at a port; empty where Istio is to decide by endpoint. */
    static Fields clientTls(ClientView view, String host, Port port) {
        if (view.hasOwn()) {
            return Fields.EMPTY;
        }
        Fields.Builder tls = Fields.builder();
        if (port.protocol().isHttp() && isCertified(view.facts())) {
            tls.put("mode", "SIMPLE").put("sni", host);
        } else {
            // Said aloud, since a rule for all global hosts would speak where none of their own does.
            tls.put("mode", "DISABLE");
        }
        return Fields.builder().put("tls", tls.build()).build();
    }

    @Override
    public @Nullable String sni(ServiceFacts facts, Port port, @Nullable Subset subset) {
        return null;
    }

    @Override
    public void export(ServiceFacts facts, Served served, ExportList exports) {
        // Each service opens its own ports.
    }

    @Override
    public void serve(ServiceFacts facts, Served served, Output output) {
        Conventions conventions = facts.conventions();
        var gateways = new TreeMap<String, Gateway>();
        for (Gateway gateway : served.cluster().gateways()) {
            gateways.putIfAbsent(gatewayName(facts, gateway), gateway);
        }
        if (gateways.isEmpty()) {
            // Routes that name no gateway would be those of all sidecars.
            return;
        }
        String host = facts.service().hosts().getFirst();
        gateways.forEach((name, gateway) -> output.add(
                "ingress gateway",
                "opens the gateway for " + host + " at the service's ports",
                conventions.istioObject(
                        served.cluster().istio(),
                        "Gateway",
                        conventions.namespace(),
                        name,
                        facts.service().id(),
                        gatewaySpec(facts, gateway))));
        output.add(
                "ingress routes",
                "routes calls for " + host + " from the gateway to "
                        + served.backend().service(),
                conventions.istioObject(
                        served.cluster().istio(),
                        "VirtualService",
                        conventions.namespace(),
                        host + "-ingress",
                        facts.service().id(),
                        routes(facts, served, gateways.keySet())));
    }

    private static String gatewayName(ServiceFacts facts, Gateway gateway) {
        String host = facts.service().hosts().getFirst().replace('.', '-');
        return Conventions.shortened("cw-" + host + "-" + ExportGateway.selectorName(gateway));
    }

    private static Fields gatewaySpec(ServiceFacts facts, Gateway gateway) {
        var servers = new ArrayList<Fields>();
        for (Port port : facts.service().ports()) {
            Fields.Builder server = Fields.builder();
            String protocol = protocol(port, gateway);
            server.put("port", EntrySpec.port(port.number(), port.name(), protocol));
            if (port.protocol().isHttp() && gateway.credentialName() != null) {
                server.put(
                        "tls",
                        Fields.builder()
                                .put("mode", "SIMPLE")
                                .put("credentialName", gateway.credentialName())
                                .build());
            } else if (port.protocol().family() == Protocol.Family.TLS) {
                server.put("tls", Fields.builder().put("mode", "PASSTHROUGH").build());
            }
            boolean named = port.protocol().family() != Protocol.Family.TCP;
            servers.add(server.putTexts("hosts", named ? facts.service().hosts() : List.of("*"))
                    .build());
        }
        return Fields.builder()
                .put("selector", Fields.texts(gateway.selector()))
                .putItems("servers", servers)
                .build();
    }

    private static String protocol(Port port, Gateway gateway) {
        return switch (port.protocol().family()) {
            case HTTP -> gateway.credentialName() == null ? port.protocol().istioName() : "HTTPS";
            case TLS -> "TLS";
            case TCP -> "TCP";
        };
    }

    private static Fields routes(ServiceFacts facts, Served served, Iterable<String> gatewayNames) {
        var gateways = new ArrayList<String>();
        gatewayNames.forEach(name -> gateways.add(facts.conventions().namespace() + "/" + name));
        var http = new ArrayList<Fields>();
        var tls = new ArrayList<Fields>();
        var tcp = new ArrayList<Fields>();
        for (Port port : facts.service().ports()) {
            Fields.Builder match = Fields.builder().put("port", port.number());
            switch (port.protocol().family()) {
                case HTTP -> http.add(route(served, port, match.build()));
                case TLS ->
                    tls.add(route(
                            served,
                            port,
                            match.putTexts("sniHosts", facts.service().hosts()).build()));
                case TCP -> tcp.add(route(served, port, match.build()));
            }
        }
        return Fields.builder()
                .putTexts("hosts", facts.service().hosts())
                .putTexts("gateways", gateways)
                .putItems("http", http)
                .putItems("tls", tls)
                .putItems("tcp", tcp)
                .build();
    }

    private static Fields route(Served served, Port port, Fields match) {
        Fields destination = Fields.builder()
                .put("host", served.backend().service().fqdn())
                .put("port", EntrySpec.portNumber(served.backend().ports().getOrDefault(port.name(), port.number())))
                .build();
        return Fields.builder()
                .putItems("match", List.of(match))
                .putItems(
                        "route",
                        List.of(Fields.builder().put("destination", destination).build()))
                .build();
    }
}
