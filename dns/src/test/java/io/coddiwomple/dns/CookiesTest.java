package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the examples of RFC 9018 appendix A and of SipHash's authors. */
class CookiesTest {
    private static final String SECRET = "e5e973e5a6b2a43f48e7dc849e37bfcf";
    private static final byte[] CLIENT = {(byte) 198, 51, 100, 100};
    private static final int TIME = 1_559_731_985;
    private static final String COOKIE = "2464c4abcf10c957010000005cf79f111f8130c3eee29480";

    @Test
    void hashesAsSipHashsAuthors() {
        byte[] input = new byte[15];
        for (int i = 0; i < input.length; i++) {
            input[i] = (byte) i;
        }
        assertThat(SipHash.of(0x0706050403020100L, 0x0f0e0d0c0b0a0908L, input)).isEqualTo(0xa129ca6149be45e5L);
    }

    @ParameterizedTest
    @CsvSource({
        SECRET + ", c6336464, " + TIME + ", " + COOKIE,
        "dd3bdf9344b678b185a6f5cb60fca715, 20010db80220000159ded0f4876982b8, 1559741817,"
                + " 22681ab97d52c298010000005cf7c57926556bd0934c72f8",
        "445536bcd2513298075a5d379663c962, 20010db80220000159ded0f4876982b8, 1559741961,"
                + " 22681ab97d52c298010000005cf7c609a6bb79d16625507a",
    })
    void makesTheCookiesOfTheStandard(String secret, String address, int time, String cookie) {
        byte[] client = HexFormat.of().parseHex(address);
        byte[] out = new byte[Cookies.LENGTH];
        cookies(secret).write(HexFormat.of().parseHex(cookie), 0, client, client.length, time, out, 0);
        assertThat(HexFormat.of().formatHex(out)).isEqualTo(cookie);
    }

    @Test
    void knowsItsOwnCookieForAnHourAndFromThatClientOnly() {
        assertThat(isValid(COOKIE, CLIENT, TIME)).isTrue();
        assertThat(isValid(COOKIE, CLIENT, TIME + 3_600)).isTrue();
        assertThat(isValid(COOKIE, CLIENT, TIME + 3_601)).isFalse();
        assertThat(isValid(COOKIE, CLIENT, TIME - 300)).isTrue();
        assertThat(isValid(COOKIE, CLIENT, TIME - 301)).isFalse();
        assertThat(isValid(COOKIE, new byte[] {(byte) 198, 51, 100, 101}, TIME)).isFalse();
        assertThat(isValid(COOKIE.replace("29480", "29481"), CLIENT, TIME)).isFalse();
        assertThat(isValid(COOKIE.replaceFirst("2464", "2465"), CLIENT, TIME)).isFalse();
        assertThat(isValid(COOKIE.substring(0, 16), CLIENT, TIME)).isFalse();
        assertThat(isValid(COOKIE + "00", CLIENT, TIME)).isFalse();
    }

    private static boolean isValid(String cookie, byte[] client, int time) {
        byte[] bytes = HexFormat.of().parseHex(cookie);
        return cookies(SECRET).isValid(bytes, 0, bytes.length, client, client.length, time);
    }

    private static Cookies cookies(String secret) {
        ByteBuffer key = ByteBuffer.wrap(HexFormat.of().parseHex(secret)).order(ByteOrder.LITTLE_ENDIAN);
        return new Cookies(key.getLong(), key.getLong());
    }
}
