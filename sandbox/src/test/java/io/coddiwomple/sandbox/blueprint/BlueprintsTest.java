package io.coddiwomple.sandbox.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.envoy.KubeService;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.sandbox.place.Placement.Outer;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BlueprintsTest {
    private static final String TEXT = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Federation
            metadata: {name: test}
            spec: {}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            spec:
              istio: {version: "1.31", trustDomain: london.example, trustDomainAliases: [paris.example]}
              locality: eu/a
              gateways: [{address: 203.0.113.1}, {address: 203.0.113.2, port: 443, listenerPort: 15443}]
              egress: {enabled: true}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: paris}
            spec: {istio: {version: "1.31"}}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: GlobalService
            metadata: {name: web, namespace: shop}
            spec:
              ports: [{name: http, number: 80, protocol: HTTP}, {name: sql, number: 5432, protocol: TCP}]
              backends: [{cluster: london}]
              clients: {namespaces: [front]}
              traffic: {subsets: [{name: v2, labels: {version: v2}, weight: 10}]}
            """;

    private static List<ClusterBlueprint> blueprints(Map<String, Workload.Kind> kinds) {
        var problems = new Problems();
        var federation = Specs.read(
                List.of(new Input("test.yaml", TEXT.getBytes(StandardCharsets.UTF_8), new Input.Resources())),
                Options.NONE,
                problems);
        return Blueprints.of(Objects.requireNonNull(federation, problems.sorted()::toString), kinds);
    }

    private static Workload workload(ClusterBlueprint cluster, String name) {
        return cluster.workloads().stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givesGatewaysTheirOuterAddressesAndTheEgressGatewayItsService() {
        ClusterBlueprint london = blueprints(Map.of()).getFirst();
        Workload gateway = workload(london, "gateway");
        assertThat(gateway.kind()).isEqualTo(Workload.Kind.GATEWAY);
        assertThat(gateway.outer())
                .contains(new Outer("203.0.113.1", 15443, 15443), new Outer("203.0.113.2", 443, 15443));
        assertThat(workload(london, "istio-egressgateway").labels()).containsEntry("istio", "egressgateway");
        assertThat(london.services()).extracting(KubeService::name).containsExactly("istio-egressgateway", "web");
    }

    @Test
    void putsAPodBehindEachServiceAndOneInEachSubset() {
        ClusterBlueprint london =
                blueprints(Map.of("web", Workload.Kind.HTTPBIN)).getFirst();
        assertThat(workload(london, "web").kind()).isEqualTo(Workload.Kind.HTTPBIN);
        assertThat(workload(london, "web-v2").labels())
                .containsOnly(Map.entry("app", "web"), Map.entry("version", "v2"));
        assertThat(workload(london, "web").identity(london.trustDomain()))
                .isEqualTo("spiffe://london.example/ns/shop/sa/web");
    }

    @Test
    void letsPodsListenWhereNoPrivilegeIsNeeded() {
        ClusterBlueprint london = blueprints(Map.of()).getFirst();
        assertThat(workload(london, "web").ports())
                .containsExactly(new Workload.AppPort(8080, "http"), new Workload.AppPort(5432, "tcp"));
        assertThat(london.services().getLast().ports())
                .extracting(KubeService.ServicePort::number, KubeService.ServicePort::targetPort)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(80, 8080), org.assertj.core.groups.Tuple.tuple(5432, 5432));
    }

    @Test
    void putsAClientIntoEachNamespaceThatMayCall() {
        ClusterBlueprint paris = blueprints(Map.of()).getLast();
        assertThat(paris.workloads())
                .extracting(Workload::name, Workload::namespace, Workload::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("shell", "default", Workload.Kind.SHELL),
                        org.assertj.core.groups.Tuple.tuple("shell-front", "front", Workload.Kind.SHELL));
    }
}
