package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:1053", "[::1]:53", "0.0.0.0:0", "[::]:65535", "localhost:53", "dns.example.com:53"})
    void readsAndPrintsAnAddress(String text) {
        assertThat(ListenAddress.parse(text)).get().hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "53",
                ":53",
                "127.0.0.1",
                "127.0.0.1:",
                "::1:53",
                "[::1]",
                "[127.0.0.1]:53",
                "[]:53",
                "a:65536",
                "a:-1",
                "a:+1",
                "a:1x",
                "a:999999999999",
                "[::1:53"
            })
    void refusesWhatIsNone(String text) {
        assertThat(ListenAddress.parse(text)).isEmpty();
    }

    @Test
    void printsIpv6InBracketsAndShort() throws Exception {
        assertThat(ListenAddress.text(new InetSocketAddress(InetAddress.ofLiteral("0:0:0:0:0:0:0:1"), 53)))
                .isEqualTo("[::1]:53");
        assertThat(ListenAddress.text(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 53)))
                .isEqualTo("0.0.0.0:53");
    }

    @Test
    void knowsLoopback() {
        assertThat(new ListenAddress("127.9.9.9", 1).isLoopback()).isTrue();
        assertThat(new ListenAddress("::1", 1).isLoopback()).isTrue();
        assertThat(new ListenAddress("localhost", 1).isLoopback()).isTrue();
        assertThat(new ListenAddress("0.0.0.0", 1).isLoopback()).isFalse();
        assertThat(new ListenAddress("example.com", 1).isLoopback()).isFalse();
    }
}
