package io.coddiwomple.model;

import static org.assertj.core.api.Assertions.assertThat;

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
