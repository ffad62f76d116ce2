package io.coddiwomple.envoy.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.coddiwomple.envoy.ProxyConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Versions by content, and configurations that are whole. */
class SnapshotsTest {
    private static final Identity IDENTITY = new Identity(
            ByteString.copyFromUtf8("chain"), ByteString.copyFromUtf8("private"), ByteString.copyFromUtf8("roots"));

    private static Cluster cluster(String name) {
        return Cluster.newBuilder().setName(name).build();
    }

    private static Cluster eds(String name) {
        return cluster(name).toBuilder()
                .setType(Cluster.DiscoveryType.EDS)
                .setEdsClusterConfig(Cluster.EdsClusterConfig.newBuilder().setServiceName(name))
                .build();
    }

    private static ProxyConfig config(List<Cluster> clusters, List<ClusterLoadAssignment> endpoints) {
        return new ProxyConfig(List.of(), List.of(), clusters, endpoints, new TreeSet<>());
    }

    @Test
    void versionsSayWhatIsInside() {
        assertThat(Snapshots.version(List.of(cluster("a"), cluster("b"))))
                .isEqualTo(Snapshots.version(List.of(cluster("a"), cluster("b"))))
                .isNotEqualTo(Snapshots.version(List.of(cluster("a"))))
                .isNotEqualTo(Snapshots.version(List.of(cluster("a"), cluster("c"))))
                .matches("[0-9a-f]{24}");
    }

    @Test
    void oneTypesChangeLeavesTheOthersVersions() {
        var before = Snapshots.of(config(List.of(cluster("a")), List.of()), IDENTITY);
        var after = Snapshots.of(config(List.of(cluster("b")), List.of()), IDENTITY);
        assertThat(after.clusters().version()).isNotEqualTo(before.clusters().version());
        assertThat(after.listeners().version()).isEqualTo(before.listeners().version());
        assertThat(after.secrets().version()).isEqualTo(before.secrets().version());
    }

    @Test
    void whatIsNotWholeIsNoConfiguration() {
        assertThatThrownBy(() -> config(List.of(eds("a")), List.of())).hasMessageContaining("load assignments [a]");
        assertThatThrownBy(() -> config(
                        List.of(),
                        List.of(ClusterLoadAssignment.newBuilder()
                                .setClusterName("a")
                                .build())))
                .hasMessageContaining("[a] are there");
        assertThatThrownBy(() -> config(List.of(cluster("a"), cluster("a")), List.of()))
                .hasMessageContaining("two of the same cluster");
    }

    @Test
    void aKeyIsNotInItsText() {
        assertThat(IDENTITY).asString().doesNotContain("private");
    }
}
