package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class RateLimitTest {
    private static final int PER_SECOND = 10;
    private static final long START = 1_000_000;

    private final RateLimit limit = new RateLimit(PER_SECOND, 42);

    @Test
    void allowsSoManyASecondAndFillsUpAgain() {
        assertThat(allowed("192.0.2.1", START, 100)).isEqualTo(PER_SECOND);
        assertThat(allowed("192.0.2.1", START + 99, 100)).isZero();
        assertThat(allowed("192.0.2.1", START + 200, 100)).isEqualTo(2);
        assertThat(allowed("192.0.2.1", START + 60_000, 100)).isEqualTo(PER_SECOND);
    }

    @Test
    void allowsALowRateToBeReachedByManyAskers() {
        int allowed = 0;
        for (int i = 0; i < 10_000; i++) {
            allowed += allowed("192.0.2.1", START + i, 1);
        }
        assertThat(allowed).isBetween(9 * PER_SECOND, 11 * PER_SECOND);
    }

    @Test
    void countsNetworksAndNotAddresses() {
        assertThat(allowed("192.0.2.1", START, 100)).isEqualTo(PER_SECOND);
        assertThat(allowed("192.0.2.200", START, 100)).isZero();
        assertThat(allowed("192.0.3.1", START, 100)).isEqualTo(PER_SECOND);
        assertThat(allowed("2001:db8::1", START, 100)).isEqualTo(PER_SECOND);
        assertThat(allowed("2001:db8:0:ff::1", START, 100)).isZero();
        assertThat(allowed("2001:db8:0:100::1", START, 100)).isEqualTo(PER_SECOND);
    }

    @Test
    void doesNotLimitThisMachine() {
        assertThat(allowed("127.0.0.1", START, 100)).isEqualTo(100);
        assertThat(allowed("127.8.8.8", START, 100)).isEqualTo(100);
        assertThat(allowed("::1", START, 100)).isEqualTo(100);
        assertThat(allowed("::2", START, 100)).isEqualTo(PER_SECOND);
    }

    @Test
    void sendsEverySecondOfTheOthersToTcpAndIsSilentOtherwise() {
        var counters = new Counters();
        var exchange = new Exchange(
                Zones.data(Zones.NAMES),
                Transport.UDP,
                new Responder(new Cookies(1, 2), new RateLimit(1, 3), counters, Exchange.NOW));
        byte[] question = Exchange.question("httpbin.bar.global", Type.A).toWire();
        assertThat(Exchange.read(exchange.raw(question)).getSection(Section.ANSWER))
                .hasSize(1);
        assertThat(exchange.raw(question)).isEmpty();
        Message slipped = Exchange.read(exchange.raw(question));
        assertThat(slipped.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(slipped.getSection(Section.ANSWER)).isEmpty();
        assertThat(slipped.getQuestion().getName()).hasToString("httpbin.bar.global.");
        assertThat(counters.losses(Counters.Loss.LIMITED)).isEqualTo(2);
    }

    private int allowed(String address, long milliseconds, int times) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        int allowed = 0;
        for (int i = 0; i < times; i++) {
            allowed += limit.allows(bytes, bytes.length, milliseconds) ? 1 : 0;
        }
        return allowed;
    }
}
