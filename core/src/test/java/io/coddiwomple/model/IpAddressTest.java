package io.coddiwomple.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255",
        "240.1.2.30, 240.1.2.30",
        "::, ::",
        "fd00:0:0::1, fd00::1",
        "2001:DB8::A, 2001:db8::a",
        // An IPv4 address in IPv6's notation is the IPv4 address.
        "::ffff:10.0.0.1, 10.0.0.1",
    })
    void readsAddresses(String text, String printed) {
        assertThat(IpAddress.parse(text)).get().hasToString(printed);
    }

    @Test
    void readsIpv6AsThePlatformDoes() {
        var random = new Random(2026);
        String alphabet = "::::::01fA.g";
        int addresses = 0;
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            for (int length = 2 + random.nextInt(16); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            BigInteger expected = ipv6(text.toString());
            addresses += expected == null ? 0 : 1;
            if (text.indexOf(":") >= 0) {
                assertThat(IpAddress.parse(text.toString())
                                .map(IpAddress::value)
                                .orElse(null))
                        .as(text.toString())
                        .isEqualTo(expected);
            }
        }
        assertThat(addresses).isGreaterThan(1_000);
    }

    private static @Nullable BigInteger ipv6(String text) {
        try {
            return new BigInteger(1, Inet6Address.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    @Test
    void sortsAndPrintsAllAddressesByTheirBits() {
        var random = new Random(2026);
        var last = new IpAddress(BigInteger.ZERO, 128);
        for (int i = 0; i < 10_000; i++) {
            BigInteger value = new BigInteger(1 + random.nextInt(128), random);
            var address = new IpAddress(value, 128);
            assertThat(address.value()).isEqualTo(value);
            assertThat(Integer.signum(address.compareTo(last))).isEqualTo(value.compareTo(last.value()));
            if (value.bitLength() > 48) {
                assertThat(IpAddress.parse(address.toString())).contains(address);
            }
            last = address;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "240.0.0.0/4, 255.255.255.255, true",
        "240.0.0.0/4, 239.255.255.255, false",
        "10.1.2.3/32, 10.1.2.3, true",
        "10.1.2.3/32, 10.1.2.2, false",
        "0.0.0.0/0, 255.0.0.1, true",
        "0.0.0.0/0, ::1, false",
        "::/0, ffff::1, true",
        "fd00::/62, fd00:0:0:3:ffff::, true",
        "fd00::/62, fd00:0:0:4::, false",
        "fd00::/64, fd00::ffff:0:0:1, true",
        "fd00::/64, fd00:0:0:1::, false",
        "fd00::/112, fd00::ffff, true",
        "fd00::/112, fd00::1:0, false",
        "fd00::1/128, fd00::1, true",
        "fd00::1/128, fd00::2, false",
    })
    void knowsWhatARangeContains(String range, String address, boolean contained) {
        assertThat(Cidr.parse(range)
                        .orElseThrow()
                        .contains(IpAddress.parse(address).orElseThrow()))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"240.0.0.1/4", "fd00::1/64", "fd00:0:0:1::/62", "::1/0", "0.0.0.1/0", "1.2.3.4/33", "::/129"})
    void readsNoRangeThatBeginsWithin(String range) {
        assertThat(Cidr.parse(range)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1",
                "1.2.3",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.1.1.256",
                "01.1.1.1",
                "1.1.1.00",
                "1.1.1.0000",
                "1.1.1.-1",
                "1.1.1.+1",
                " 1.1.1.1",
                "1.1.1.1 ",
                "1.1.1.a",
                "1.1.1.1/32",
                "0x1.1.1.1",
                "99999999999.1.1.1",
                ":",
                ":::",
                "fd00::1%eth0",
                "[::1]",
                "fd00::g",
                "1:2:3:4:5:6:7:8:9",
                "fd00::1/128",
                "::ffff:1.2.3",
                "localhost"
            })
    void readsNothingElse(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }
}
