package io.coddiwomple.sandbox.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.envoy.KubeService;
import io.coddiwomple.envoy.Mesh;
import io.coddiwomple.envoy.Pod;
import io.coddiwomple.envoy.Proxy;
import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.envoy.Translation;
import io.coddiwomple.envoy.Translator;
import io.coddiwomple.sandbox.place.Placement.Target;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.AdditionalAddress;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RebindingTest {
    private static final Block BLOCK = new Block(0);
    private static final Pod POD = new Pod(
            "echo", "shop", "echo", BLOCK.pod(), "eu/a", Map.of("app", "echo", "security.istio.io/tlsMode", "istio"));
    private static final ProxyConfig ORIGINAL = original();
    private static final ProxyConfig BOUND = new Rebinding(
                    BLOCK, new Ports(1024), new Endpoints((address, port) -> List.of(new Target(address, port))))
            .of(ORIGINAL);

    private static ProxyConfig original() {
        var services = List.of(
                new KubeService(
                        "echo",
                        "shop",
                        "10.100.0.1",
                        Map.of("app", "echo"),
                        List.of(
                                new KubeService.ServicePort("http", 80, 8080, "http"),
                                new KubeService.ServicePort("sql", 5432, 5432, "tcp"))),
                new KubeService(
                        "other",
                        "shop",
                        "10.100.0.2",
                        Map.of("app", "other"),
                        List.of(new KubeService.ServicePort("http", 80, 8080, "http"))));
        var mesh = new Mesh(
                "cluster.local", "cluster.local", List.of(), "istio-system", services, List.of(POD), List.of());
        Proxy proxy = Proxy.sidecar(POD);
        return switch (Translator.translate(mesh, List.of(proxy))) {
            case Translation.Complete(var configs) -> Objects.requireNonNull(configs.get(proxy.node("cluster.local")));
            case Translation.Refused(var refusals) -> throw new AssertionError(refusals);
        };
    }

    private static List<String> addresses(String listener) {
        Listener found = BOUND.listeners().stream()
                .filter(one -> one.getName().equals(listener))
                .findFirst()
                .orElseThrow();
        var addresses = new ArrayList<>(List.of(found.getAddress()));
        found.getAdditionalAddressesList().stream()
                .map(AdditionalAddress::getAddress)
                .forEach(addresses::add);
        return addresses.stream()
                .map(address -> address.getSocketAddress().getAddress() + ":"
                        + address.getSocketAddress().getPortValue())
                .toList();
    }

    private static Cluster cluster(String name) {
        return BOUND.clusters().stream()
                .filter(cluster -> cluster.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void listensForEachServiceOfAnHttpPortWhereTheApplicationFindsIt() {
        assertThat(addresses("0.0.0.0_80"))
                .containsExactlyInAnyOrder(
                        BLOCK.standsFor("10.100.0.1") + ":20080", BLOCK.standsFor("10.100.0.2") + ":20080");
    }

    @Test
    void listensForATcpServiceAtTheAddressThatStandsForIts() {
        assertThat(addresses("10.100.0.1_5432")).containsExactly(BLOCK.standsFor("10.100.0.1") + ":5432");
    }

    @Test
    void listensForOthersAtThePodsOwnPorts() {
        assertThat(addresses("virtualInbound"))
                .containsExactly(BLOCK.pod() + ":15006", BLOCK.pod() + ":5432", BLOCK.pod() + ":8080");
    }

    @Test
    void leadsThePodsPortsToTheApplicationAndUnknownOnesNowhere() {
        var address = cluster("inbound|8080||")
                .getLoadAssignment()
                .getEndpoints(0)
                .getLbEndpoints(0)
                .getEndpoint()
                .getAddress()
                .getSocketAddress();
        assertThat(address.getAddress()).isEqualTo(BLOCK.application());
        assertThat(address.getPortValue()).isEqualTo(8080);
        assertThat(cluster("PassthroughCluster").hasLoadAssignment()).isFalse();
        assertThat(BOUND.clusters()).noneMatch(cluster -> cluster.getType() == Cluster.DiscoveryType.ORIGINAL_DST);
    }

    /** What is matched, encrypted and routed is what runs in a cluster. */
    @Test
    void changesNoFilterChainAndNoRoute() {
        for (Listener listener : BOUND.listeners()) {
            List<FilterChain> before = ORIGINAL.listeners().stream()
                    .filter(one -> one.getName().equals(listener.getName()))
                    .findFirst()
                    .orElseThrow()
                    .getFilterChainsList();
            assertThat(listener.getFilterChainsList()).isEqualTo(before);
        }
        assertThat(BOUND.routes()).isEqualTo(ORIGINAL.routes());
        assertThat(BOUND.secrets()).isEqualTo(ORIGINAL.secrets());
    }
}
