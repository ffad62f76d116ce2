package io.coddiwomple.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
    void takesThemInTheirOrderAndEachOnce() {
        var builder = new HostAddresses.Builder(2).add("b.global", ONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("b.global", ONE))
                .withMessageContaining("b.global");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.add("a.global", ONE));
    }
}
