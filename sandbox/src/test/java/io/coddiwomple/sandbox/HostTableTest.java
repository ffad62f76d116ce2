package io.coddiwomple.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.IpAddress;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import io.coddiwomple.sandbox.store.Entries;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostTableTest {
    private static final ClusterBlueprint CLUSTER = new ClusterBlueprint(
            "amsterdam", "cluster.local", "cluster.local", List.of(), "istio-system", "root", List.of(), List.of());

    private static Manifest entry(String name, String address) {
        return Entries.of(
                name,
                Fields.builder().putTexts("hosts", List.of("web.shop.global")).putTexts("addresses", List.of(address)));
    }

    @Test
    void ofTwoEntriesWithOneHostCallsAndNamesTakeTheSame() {
        List<Manifest> objects = List.of(entry("a", "240.0.0.1"), entry("b", "240.0.0.2"));
        assertThat(HostTable.of(CLUSTER, objects, "default").address("web.shop.global"))
                .isEqualTo("240.0.0.1");
        assertThat(HostTable.zone(objects, 1).orElseThrow().hosts().toMap())
                .containsEntry(
                        "web.shop.global", List.of(IpAddress.parse("240.0.0.1").orElseThrow()));
    }
}
