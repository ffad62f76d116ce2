package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsPacketTest {
    @Test
    void readsWhatItWrites() {
        for (int length : new int[] {0, 1, 127, 128, 16_383, 16_384, 65_535}) {
            byte[] msg = new byte[length];
            java.util.Arrays.fill(msg, (byte) 7);
            assertThat(DnsPacket.decode(DnsPacket.encode(msg))).isEqualTo(msg);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Nothing, an empty field, two fields, and fields of each kind that are not known.
        "'', ''",
        "0a00, ''",
        "0a0101 0a0102, 02",
        "1096 01 0a0103, 03",
        "1100 0000 0000 0000 00 0a0104, 04",
        "1203 0a0a0a 0a0105, 05",
        "1d00 0000 00 0a0106, 06",
    })
    void passesOverOtherFields(String message, String msg) {
        assertThat(DnsPacket.decode(HexFormat.of().parseHex(message.replace(" ", ""))))
                .isEqualTo(HexFormat.of().parseHex(msg));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0a",
                "0a05",
                "0a0501",
                "0affffffff0f",
                "0affffffffffffffffff01",
                "0b",
                "0f00",
                "80",
                "ffffffffffffffffffffff",
                "11",
                "1d00"
            })
    void refusesWhatIsNoMessage(String message) {
        assertThatThrownBy(() -> DnsPacket.decode(HexFormat.of().parseHex(message)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("INVALID_ARGUMENT");
    }
}
