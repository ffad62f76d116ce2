package io.coddiwomple.sandbox.netns;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.envoy.ProxyConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.BindConfig;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** How the proxy's own connections are told from its application's. */
class CaptureRulesTest {
    private static final Cluster PLAIN = Cluster.newBuilder().setName("plain").build();
    private static final SocketAddress SOURCE =
            SocketAddress.newBuilder().setAddress("127.0.0.6").setPortValue(0).build();
    private static final Cluster BOUND = Cluster.newBuilder()
            .setName("bound")
            .setUpstreamBindConfig(BindConfig.newBuilder().setSourceAddress(SOURCE))
            .build();
    private static final ProxyConfig CONFIG =
            new ProxyConfig(List.of(), List.of(), List.of(PLAIN, BOUND), List.of(), new TreeSet<>());

    @Test
    void rootRunsTheProxyWithAGroupOfItsOwnAndChangesNothing() {
        var capture = new Capture(Privilege.ROOT);
        assertThat(capture.known(CONFIG)).isSameAs(CONFIG);
        assertThat(capture.asProxy()).endsWith("--regid=1337", "--clear-groups");
        assertThat(capture.rules())
                .contains(
                        "-A OUTPUT -p tcp ! -d 127.0.0.1/32 -o lo -m owner --gid-owner 1337 -j REDIRECT",
                        "-A OUTPUT -p tcp -m owner --gid-owner 1337 -j RETURN")
                .doesNotContain("mark");
    }

    @Test
    void inAUserNamespaceEveryConnectionOfTheProxyHasAMark() {
        var capture = new Capture(Privilege.USER_NAMESPACE);
        assertThat(capture.asProxy()).isEmpty();
        assertThat(capture.rules())
                .contains(
                        "-A OUTPUT -p tcp ! -d 127.0.0.1/32 -o lo -m mark --mark 1337 -j REDIRECT",
                        "-A OUTPUT -p tcp -m mark --mark 1337 -j RETURN")
                .doesNotContain("owner");
        List<Cluster> clusters = capture.known(CONFIG).clusters();
        assertThat(clusters).allSatisfy(cluster -> {
            assertThat(cluster.getUpstreamBindConfig().getSocketOptionsList())
                    .singleElement()
                    .satisfies(option -> {
                        assertThat(option.getIntValue()).isEqualTo(1337);
                        assertThat(option.getName()).isEqualTo(36);
                    });
        });
        // And is otherwise as it was.
        assertThat(clusters.getFirst().getUpstreamBindConfig().hasSourceAddress())
                .isFalse();
        assertThat(clusters.getLast().getUpstreamBindConfig().getSourceAddress())
                .isEqualTo(SOURCE);
        assertThat(clusters.getFirst().toBuilder().clearUpstreamBindConfig().build())
                .isEqualTo(PLAIN);
    }
}
