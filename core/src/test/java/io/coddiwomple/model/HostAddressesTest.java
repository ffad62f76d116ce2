package io.coddiwomple.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HostAddressesTest {
    private static final List<IpAddress> ONE = List.of(new IpAddress(0, 1, 32));

    @Test
    void isWhatAMapSays() {
        var map = new TreeMap<>(Map.of("b.global", ONE, "a.global", List.<IpAddress>of()));
        HostAddresses hosts = HostAddresses.of(map);
        assertThat(hosts.toMap()).isEqualTo(map);
        assertThat(hosts.size()).isEqualTo(2);
        assertThat(hosts.host(1)).isEqualTo("b.global");
        assertThat(hosts.addresses(1)).isEqualTo(ONE);
        assertThat(hosts).isEqualTo(HostAddresses.of(map)).hasSameHashCodeAs(HostAddresses.of(map));
        assertThat(hosts).isNotEqualTo(HostAddresses.NONE);
    }

    @Test
    void knowsWhomItHas() {
        HostAddresses hosts = HostAddresses.of(new TreeMap<>(Map.of("b.global", ONE, "d.global", ONE)));
        assertThat(List.of("b.global", "d.global")).allMatch(hosts::has);
        assertThat(List.of("a.global", "c.global", "e.global", "")).noneMatch(hosts::has);
    }

    @Test
    void isTheSameWhateverTheOrderAndUnitesWhatIsThereTwice() {
        var hosts = new HostAddresses.Builder(1)
                .add("c.global", List.of(address("fd00::1"), address("240.0.0.2"), address("240.0.0.2")))
                .add("a.global", List.of(address("240.0.0.9")))
                .add("c.global", List.of(address("240.0.0.1"), address("240.0.0.2")))
                .add("b.global", List.of())
                .build();
        assertThat(hosts.toMap())
                .isEqualTo(Map.of(
                        "a.global", List.of(address("240.0.0.9")),
                        "b.global", List.of(),
                        "c.global", List.of(address("240.0.0.1"), address("240.0.0.2"), address("fd00::1"))));
        assertThat(hosts).isEqualTo(HostAddresses.of(hosts.toMap()));
        assertThat(List.of(hosts.count(true), hosts.count(false), hosts.count(2)))
                .containsExactly(3, 1, 3);
    }

    @Test
    void forgetsWhatItIsToldTo() {
        var builder = new HostAddresses.Builder(2).add("b.global", ONE).add("c.global", ONE);
        builder.keep(1);
        builder.add("a.global", List.of(address("fd00::2")));
        assertThat(builder.build().toMap()).isEqualTo(Map.of("a.global", List.of(address("fd00::2")), "b.global", ONE));
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
