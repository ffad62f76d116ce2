package io.coddiwomple.install;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.96.0.53, 10.96.0.53",
        "10.96.0.53:53, 10.96.0.53",
        "10.96.0.53:1053, 10.96.0.53:1053",
        "FD00::35, fd00::35",
        "[fd00::35], fd00::35",
        "[fd00::35]:53, fd00::35",
        "[fd00::35]:65535, [fd00::35]:65535",
    })
    void anAddressIsWrittenAsStubsNameIt(String text, String written) {
        assertThat(ServerAddress.parse(text)).map(ServerAddress::toString).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dns.example",
                "10.96.0",
                "10.96.0.53:",
                "10.96.0.53:0",
                "10.96.0.53:65536",
                "10.96.0.53:1e3",
                "10.96.0.53:+53",
                "[10.96.0.53]:53",
                "[fd00::35",
                "[fd00::35]x",
                "[fd00::35]:",
                "[]",
                "fd00::35%eth0",
                " 10.96.0.53",
                "10.96.0.53 10.96.0.54",
            })
    void otherTextIsNone(String text) {
        assertThat(ServerAddress.parse(text)).isEmpty();
        assertThat(ServerAddress.parseWithPort(text)).isEmpty();
    }

    @Test
    void aPortMayBeWanted() {
        assertThat(ServerAddress.parseWithPort("10.96.0.53:53")).isPresent();
        assertThat(ServerAddress.parseWithPort("10.96.0.53")).isEmpty();
        assertThat(ServerAddress.parseWithPort("[fd00::35]")).isEmpty();
        assertThat(ServerAddress.parseWithPort("fd00::35")).isEmpty();
    }
}
