package io.coddiwomple.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
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

    @Test
    void findsTheFirstHostOutsideOfDomains() {
        HostAddresses hosts = new HostAddresses.Builder(4)
                .add("*.bar.global", ONE)
                .add("a.global", ONE)
                .add("bglobal", ONE)
                .add("global", ONE)
                .build();
        assertThat(hosts.firstOutside(List.of("global"))).isEqualTo(2);
        assertThat(hosts.firstOutside(List.of("bar.global"))).isEqualTo(1);
        assertThat(hosts.firstOutside(List.of())).isZero();
        assertThat(hosts.firstOutside(List.of("bglobal", "global"))).isEqualTo(-1);
        assertThat(HostAddresses.NONE.firstOutside(List.of())).isEqualTo(-1);
    }

    @Test
    void findsNoDomainThatIsLongerThanTheHost() {
        HostAddresses hosts =
                new HostAddresses.Builder(2).add("a", ONE).add(".global", ONE).build();
        assertThat(hosts.firstOutside(List.of("a.global"))).isZero();
        assertThat(hosts.firstOutside(List.of("a"))).isZero();
    }

    @Test
    void unitesManyInAnyOrder() {
        var random = new Random(3);
        var map = new TreeMap<String, List<IpAddress>>();
        var builder = new HostAddresses.Builder(0);
        for (int i = 0; i < 5_000; i++) {
            String host = Integer.toString(random.nextInt(2_000), 36) + ".global";
            List<IpAddress> addresses = List.of(new IpAddress(0, random.nextInt(50), 32));
            builder.add(host, addresses);
            map.merge(
                    host,
                    addresses,
                    (known, more) -> Stream.concat(known.stream(), more.stream())
                            .distinct()
                            .sorted()
                            .toList());
        }
        HostAddresses hosts = builder.build();
        assertThat(hosts.toMap()).isEqualTo(map);
        assertThat(hosts.mostAddresses())
                .isEqualTo(map.values().stream().mapToInt(List::size).max().orElseThrow());
    }

    @Test
    void copiesTheBytesOfAHostAndTheNumbersOfItsAddresses() {
        HostAddresses hosts = HostAddresses.of(new TreeMap<>(
                Map.of("a.global", ONE, "bc.global", List.of(address("240.0.0.7"), address("fd00::1:0:0:0:9")))));
        var bytes = new byte[hosts.length(1) + 1];
        hosts.copy(1, bytes, 1);
        assertThat(bytes).isEqualTo("\0bc.global".getBytes(StandardCharsets.US_ASCII));
        int from = hosts.start(1);
        assertThat(hosts.start(2)).isEqualTo(from + 2);
        assertThat(hosts.isIpv4(from)).isTrue();
        assertThat(hosts.low(from)).isEqualTo(0xF0000007L);
        assertThat(hosts.isIpv4(from + 1)).isFalse();
        assertThat(hosts.high(from + 1)).isEqualTo(0xFD00_0000_0000_0001L);
        assertThat(hosts.low(from + 1)).isEqualTo(9);
    }

    @Test
    void takesNoHostThatIsNotAscii() {
        var builder = new HostAddresses.Builder(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add("b\u00fccher.global", ONE))
                .withMessageContaining("b\u00fccher.global");
        assertThat(builder.add("a.global", ONE).build().toMap()).isEqualTo(Map.of("a.global", ONE));
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
