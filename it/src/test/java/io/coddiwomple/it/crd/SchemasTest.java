package io.coddiwomple.it.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.plan.version.Feature;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The yardstick itself: a schema that accepts everything would accept every golden. */
@Tag("peers")
class SchemasTest {
    @BeforeAll
    static void needsSchemas() {
        SchemaCache.need();
    }

    static Stream<IstioVersion> minors() {
        return IntStream.rangeClosed(IstioVersion.OLDEST, IstioVersion.NEWEST)
                .mapToObj(minor -> new IstioVersion(minor, IstioVersion.LAST_PATCH));
    }

    @ParameterizedTest
    @MethodSource("minors")
    void acceptsWhatEveryReleaseKnows(IstioVersion version) {
        assertThat(problems(version, entry(Map.of("address", "203.0.113.7", "ports", Map.of("http", 15443)))))
                .isEmpty();
        assertThat(problems(
                        version, rule(Map.of("outlierDetection", Map.of("interval", "1s", "maxEjectionPercent", 100)))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("minors")
    void refusesUnknownFieldsAtEveryDepth(IstioVersion version) {
        assertThat(problems(version, entry(Map.of("address", "203.0.113.7", "adress", "203.0.113.7"))))
                .anyMatch(problem -> problem.contains("/endpoints/0"));
        assertThat(problems(version, rule(Map.of("outlierDetection", Map.of("consecutive4xxErrors", 1)))))
                .isNotEmpty();
        assertThat(problems(version, rule(Map.of("outlierDetections", Map.of()))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("minors")
    void refusesWrongTypesAndEnums(IstioVersion version) {
        assertThat(problems(version, entry(Map.of("address", 7)))).isNotEmpty();
        assertThat(problems(version, rule(Map.of("loadBalancer", Map.of("simple", "ROUND_ROUND")))))
                .isNotEmpty();
        assertThat(problems(version, rule(Map.of("tls", Map.of("mode", "istio_mutual")))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("minors")
    void servesTheVersionsThatTheTableNames(IstioVersion version) {
        List<String> types = SchemaCache.of(version).types();
        for (String kind : List.of("Gateway", "ServiceEntry", "VirtualService", "DestinationRule", "Sidecar")) {
            assertThat(types.contains(Schemas.GROUP + "/v1 " + kind)).isEqualTo(Feature.V1.in(version));
            assertThat(types.contains(Schemas.GROUP + "/v1beta1 " + kind)).isEqualTo(Feature.V1BETA1.in(version));
            assertThat(types).contains(Schemas.GROUP + "/v1alpha3 " + kind);
        }
        assertThat(types).contains(Schemas.GROUP + "/v1alpha3 EnvoyFilter");
        assertThat(types).doesNotContain(Schemas.GROUP + "/v1beta1 EnvoyFilter", Schemas.GROUP + "/v1 EnvoyFilter");
    }

    private static List<String> problems(IstioVersion version, Map<String, Object> object) {
        return SchemaCache.of(version).problems(object);
    }

    private static Map<String, Object> entry(Map<String, Object> endpoint) {
        return Map.of(
                "apiVersion",
                "networking.istio.io/v1alpha3",
                "kind",
                "ServiceEntry",
                "metadata",
                Map.of("name", "httpbin"),
                "spec",
                Map.of(
                        "hosts", List.of("httpbin.bar.global"),
                        "location", "MESH_INTERNAL",
                        "resolution", "DNS",
                        "ports", List.of(Map.of("number", 8000, "name", "http", "protocol", "HTTP")),
                        "endpoints", List.of(endpoint)));
    }

    private static Map<String, Object> rule(Map<String, Object> trafficPolicy) {
        return Map.of(
                "apiVersion",
                "networking.istio.io/v1alpha3",
                "kind",
                "DestinationRule",
                "metadata",
                Map.of("name", "httpbin"),
                "spec",
                Map.of("host", "httpbin.bar.global", "trafficPolicy", trafficPolicy));
    }
}
