package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.HostAddresses;
import io.coddiwomple.model.IpAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointersTest {
    private static final int HOSTS = 500;

    private final ReverseName reverse = new ReverseName();

    @Test
    void findsEveryAddressAndEveryBeginningOfOneAndNothingElse() {
        var random = new Random(7);
        var hosts = new TreeMap<IpAddress, Integer>();
        var builder = new Pointers.Builder(HOSTS * 2, HOSTS * 2);
        for (int host = 0; host < HOSTS; host++) {
            for (IpAddress address : List.of(random(random, 32), random(random, 128))) {
                builder.add(only(address), 0, host);
                hosts.putIfAbsent(address, host);
            }
        }
        Pointers pointers = builder.build();
        for (int i = 0; i < 50_000; i++) {
            boolean ipv4 = random.nextBoolean();
            int bits = ipv4 ? 8 * (1 + random.nextInt(4)) : 4 * (1 + random.nextInt(32));
            IpAddress address = random(random, ipv4 ? 32 : 128);
            assertThat(find(pointers, address, bits)).isEqualTo(expected(hosts, address, bits));
        }
        hosts.forEach((address, host) ->
                assertThat(find(pointers, address, address.bits())).isEqualTo(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in-addr.arpa",
                "ip6.arpa",
                "arpa",
                "1.2.3.4.5.in-addr.arpa",
                "01.in-addr.arpa",
                "256.in-addr.arpa",
                "1a.in-addr.arpa",
                "-1.in-addr.arpa",
                "g.ip6.arpa",
                "10.ip6.arpa",
                "0.1.in-addr.example",
                "1.xin-addr.arpa",
                "1.ip6.xarpa"
            })
    void readsNothingElse(String name) {
        assertThat(reverse.read(WireName.of(name))).isFalse();
    }

    @Test
    void readsNoMoreDigitsThanAnAddressHas() {
        assertThat(reverse.read(WireName.of("0.".repeat(32) + "ip6.arpa"))).isTrue();
        assertThat(reverse.read(WireName.of("0.".repeat(33) + "ip6.arpa"))).isFalse();
    }

    private static HostAddresses only(IpAddress address) {
        return new HostAddresses.Builder(1).add("a.global", List.of(address)).build();
    }

    /** Few enough addresses that most beginnings of random ones exist, and some whole ones. */
    private static IpAddress random(Random random, int bits) {
        if (bits == 32) {
            long value =
                    240L << 24 | (long) random.nextInt(4) << 16 | (long) random.nextInt(2) << 8 | random.nextInt(256);
            return new IpAddress(0, value, bits);
        }
        BigInteger value = BigInteger.valueOf(0xFD00L | random.nextInt(2)).shiftLeft(112);
        return new IpAddress(value.or(new BigInteger(random.nextInt(1, 70), random)), bits);
    }

    private int find(Pointers pointers, IpAddress address, int bits) {
        var name = new WireName();
        name.setReverse(address, bits);
        assertThat(reverse.read(name)).isTrue();
        return pointers.find(reverse);
    }

    private static int expected(Map<IpAddress, Integer> hosts, IpAddress address, int bits) {
        int rest = address.bits() - bits;
        if (rest == 0) {
            return hosts.getOrDefault(address, Pointers.NONE);
        }
        boolean some = hosts.keySet().stream()
                .anyMatch(host -> host.bits() == address.bits()
                        && host.value().shiftRight(rest).equals(address.value().shiftRight(rest)));
        return some ? Pointers.PARENT : Pointers.NONE;
    }
}
