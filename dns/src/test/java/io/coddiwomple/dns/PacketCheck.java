package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** What holds of the answer to any packet, over any transport: judged by dnsjava, which reads and never wrote it. */
final class PacketCheck {
    private static final List<Integer> CODES =
            List.of(Rcode.NOERROR, Rcode.FORMERR, Rcode.NXDOMAIN, Rcode.NOTIMP, Rcode.REFUSED, Rcode.BADVERS);

    private final Exchange udp = new Exchange(Zones.data(Zones.NAMES), Transport.UDP);
    private final Exchange limited = new Exchange(
            Zones.data(Zones.NAMES),
            Transport.UDP,
            new Responder(new Cookies(3, 4), new RateLimit(1, 5), new Counters(), Exchange.NOW));
    private final Exchange tcp = new Exchange(Zones.data(Zones.NAMES), Transport.TCP);

    void accept(byte[] packet) {
        try {
            check(packet, udp.raw(packet), 1232);
            byte[] slipped = limited.raw(packet);
            if (slipped.length > 0) {
                check(packet, slipped, 1232);
            }
            check(packet, tcp.raw(packet), Wire.LARGEST);
        } catch (AssertionError | RuntimeException wrong) {
            throw new AssertionError("packet " + HexFormat.of().formatHex(packet), wrong);
        }
    }

    private static void check(byte[] packet, byte[] answer, int most) {
        boolean request = packet.length >= Wire.HEADER && packet[2] >= 0;
        assertThat(answer.length > 0).isEqualTo(request);
        if (!request) {
            return;
        }
        assertThat(answer.length).isLessThanOrEqualTo(most);
        assertThat(answer[0]).isEqualTo(packet[0]);
        assertThat(answer[1]).isEqualTo(packet[1]);
        assertThat(answer[2] & 0x80).isEqualTo(0x80);
        Message message = Exchange.read(answer);
        assertThat(message.numBytes()).isEqualTo(answer.length);
        assertThat(message.getRcode()).isIn(CODES);
        assertThat(message.getHeader().getOpcode()).isEqualTo(packet[2] >> 3 & 0xF);
        if (message.getHeader().getOpcode() != Opcode.QUERY) {
            assertThat(message.getRcode()).isEqualTo(Rcode.NOTIMP);
        }
        if (message.getRcode() == Rcode.NXDOMAIN) {
            assertThat(message.getSection(Section.AUTHORITY)).hasSize(1);
        }
    }
}
