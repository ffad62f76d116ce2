package io.coddiwomple.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostnamesTest {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    private static final Pattern HOST = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?[0-9]+");

    @Test
    void acceptsWhatThePatternDoes() {
        var random = new Random(1123);
        int hosts = 0;
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(9); length > 0; length--) {
                text.append("aaz09--..._A".charAt(random.nextInt(12)));
            }
            boolean host = HOST.matcher(text).matches()
                    && !ENDS_IN_NUMBER.matcher(text).matches();
            assertThat(Hostnames.isHost(text.toString())).as("%s", text).isEqualTo(host);
            assertThat(Hostnames.isLabel(text.toString()))
                    .as("%s", text)
                    .isEqualTo(text.toString().matches(LABEL));
            hosts += host ? 1 : 0;
        }
        assertThat(hosts).isGreaterThan(5_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 62, 63, 64, 65})
    void knowsHowLongALabelMayBe(int length) {
        String label = "a".repeat(length);
        assertThat(Hostnames.isLabel(label)).isEqualTo(length <= 63);
        assertThat(Hostnames.isHost(label)).isEqualTo(length <= 63);
        assertThat(Hostnames.isHost(label + ".global")).isEqualTo(length <= 63);
        assertThat(Hostnames.isHost("bar." + label)).isEqualTo(length <= 63);
    }

    @ParameterizedTest
    @ValueSource(ints = {252, 253, 254})
    void knowsHowLongAHostMayBe(int length) {
        String host = "a.".repeat(127).substring(0, length - 1) + (length % 2 == 0 ? "aa" : "a");
        assertThat(Hostnames.isHost(host.substring(0, length))).isEqualTo(length <= 253);
    }
}
