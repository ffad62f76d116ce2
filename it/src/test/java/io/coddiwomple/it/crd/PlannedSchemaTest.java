package io.coddiwomple.it.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.Federation;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Severity;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.Value;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is planned for each Istio minor, in each shape, against the schemas of that minor. */
@Tag("peers")
class PlannedSchemaTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    /** Three clusters of one release: two serve by a host name and one by an address; the first may have an egress. */
    private static final String CLUSTERS = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Federation
            metadata: {name: acme}
            spec: {shape: %2$s}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            spec:
              istio: {version: "%1$s"}
              locality: eu
              gateways: [{address: london.example.com}]
              egress: {enabled: %3$s}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: ohio}
            spec:
              istio: {version: "%1$s"}
              locality: us
              gateways: [{address: 192.0.2.1}]
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: paris}
            spec:
              istio: {version: "%1$s"}
              locality: eu
              gateways: [{address: paris.example.com}]
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: GlobalService
            metadata: {name: web, namespace: shop}
            spec:
            %4$s""";

    /** What a service may ask for, by a name for messages. */
    private static final Map<String, String> SERVICES = Map.ofEntries(
            Map.entry("one backend", """
                      ports: [{name: http, number: 80, protocol: HTTP}]
                      backends: [{cluster: ohio}]
                    """),
            Map.entry("an own backend", """
                      ports: [{name: http, number: 80, protocol: HTTP}]
                      backends: [{cluster: london}, {cluster: ohio}]
                    """),
            Map.entry("three backends, three ports", """
                      ports:
                      - {name: http, number: 80, protocol: HTTP}
                      - {name: grpc, number: 90, protocol: GRPC}
                      - {name: db, number: 5432, protocol: TCP}
                      backends: [{cluster: london}, {cluster: ohio}, {cluster: paris}]
                    """),
            Map.entry("weights", """
                      ports: [{name: http, number: 80, protocol: HTTP}]
                      backends: [{cluster: london, weight: 80}, {cluster: ohio, weight: 20}]
                    """),
            Map.entry("backends that differ", """
                      ports: [{name: http, number: 80, protocol: HTTP}]
                      backends: [{cluster: ohio}, {cluster: paris, service: www.shop.svc.cluster.local, ports: {http: 8080}}]
                    """),
            Map.entry("a named order", """
                      ports: [{name: http, number: 80, protocol: HTTP}]
                      backends: [{cluster: london}, {cluster: ohio}, {cluster: paris}]
                      traffic: {failover: [paris, ohio, london]}
                    """),
            Map.entry("a rewritten host and own retries", """
                      ports: [{name: http, number: 80, protocol: HTTP}]
                      backends: [{cluster: ohio}]
                      traffic: {rewriteHost: true, retries: {attempts: 2, retryOn: connect-failure, perTryTimeout: 3s}}
                    """),
            Map.entry("subsets", """
                      ports: [{name: http, number: 80, protocol: HTTP}]
                      backends: [{cluster: ohio}]
                      traffic: {subsets: [{name: v2, labels: {version: v2}, weight: 10, headers: {x-canary: "yes"}}]}
                    """),
            Map.entry("some namespaces", """
                      ports: [{name: http, number: 80, protocol: HTTP}]
                      backends: [{cluster: ohio}]
                      clients: {namespaces: [foo, bar]}
                    """),
            Map.entry("identities", """
                      ports: [{name: http, number: 80, protocol: HTTP}]
                      backends: [{cluster: ohio, identities: ["spiffe://cluster.local/ns/shop/sa/web"]}]
                    """),
            Map.entry("an own policy", """
                      ports: [{name: http, number: 80, protocol: HTTP}]
                      backends: [{cluster: london}, {cluster: ohio}]
                      traffic:
                        trafficPolicy:
                          connectionPool: {http: {http2MaxRequests: 100}, tcp: {maxConnections: 50}}
                          outlierDetection: {baseEjectionTime: 30s}
                          loadBalancer: {simple: RANDOM}
                    """));

    /** Why a shape or a wish may be refused for a release, instead of planned. */
    private static final Set<Code> REFUSALS = Set.of(
            Code.SHAPE_NEEDS_VERSION,
            Code.VERSION_CANNOT,
            Code.TOO_MANY_RANKS,
            Code.SUBSETS_NEED_SHAPE,
            Code.TRANSIT_LOOP,
            Code.BACKENDS_DISAGREE,
            Code.IDENTITIES_UNCHECKED);

    @BeforeAll
    static void needsSchemas() {
        SchemaCache.need();
    }

    static Stream<IstioVersion> minors() {
        return SchemasTest.minors();
    }

    @ParameterizedTest
    @MethodSource("minors")
    void everyObjectFitsItsRelease(IstioVersion version) {
        var wrong = new ArrayList<String>();
        int objects = 0;
        for (Shape shape : Shape.values()) {
            for (boolean egress : List.of(false, true)) {
                for (Map.Entry<String, String> service : SERVICES.entrySet()) {
                    String scenario = shape.word() + (egress ? " with egress, " : ", ") + service.getKey();
                    for (Manifest manifest : manifests(scenario, version, shape, egress, service.getValue())) {
                        if (manifest.apiVersion().startsWith(Schemas.GROUP)) {
                            objects++;
                            SchemaCache.of(version)
                                    .problems(Trees.map(plain(manifest.tree())))
                                    .forEach(problem -> wrong.add(scenario + ": " + manifest.kind() + " " + problem));
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(objects).isGreaterThan(500);
    }

    private static List<Manifest> manifests(
            String scenario, IstioVersion version, Shape shape, boolean egress, String service) {
        String text = CLUSTERS.formatted(version, shape.word(), egress, service.indent(2));
        var problems = new Problems();
        var input = new Input("in.yaml", text.getBytes(StandardCharsets.UTF_8), new Input.Resources());
        Federation federation = Specs.read(List.of(input), Options.NONE, problems);
        if (federation == null) {
            throw new AssertionError(scenario + ": " + problems.sorted());
        }
        Plan plan = Planner.plan(federation, Selection.ALL, null, TODAY);
        if (plan.isRefused()) {
            assertThat(plan.findings().stream()
                            .filter(problem -> problem.severity() == Severity.ERROR)
                            .map(Problem::code))
                    .as("%s: %s", scenario, plan.findings())
                    .isSubsetOf(REFUSALS);
            return List.of();
        }
        return plan.clusters().stream()
                .flatMap(cluster -> cluster.objects().stream())
                .map(planned -> planned.manifest())
                .toList();
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Int(long number) -> number;
            case Value.Decimal(String digits) -> Double.valueOf(digits);
            case Value.Flag(boolean flag) -> flag;
            case Value.Items(List<Value> items) ->
                items.stream().map(PlannedSchemaTest::plain).toList();
            case Fields fields -> {
                var map = new LinkedHashMap<String, Object>();
                fields.fields().forEach(field -> map.put(field.name(), plain(field.value())));
                yield map;
            }
        };
    }
}
