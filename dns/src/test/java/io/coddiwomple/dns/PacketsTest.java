package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** What the RFCs say of requests that are not plain questions. */
class PacketsTest {
    private static final String NAME = "many.bar.global";
    private static final byte[] PLAIN =
            Exchange.question("httpbin.bar.global", Type.A).toWire();
    private static final int QUESTION_END = PLAIN.length;

    private final Exchange exchange = Exchange.overUdp();

    @Test
    void repeatsTheQuestionInItsCase() {
        for (String asked : List.of("hTTpBiN.BAR.gLobal", "HTTPBIN.BAR.GLOBAL", "httpbin.bar.global")) {
            Message response = exchange.ask(asked, Type.A);
            assertThat(response.getQuestion().getName().toString()).isEqualTo(asked + ".");
            assertThat(Exchange.answers(response)).containsExactly(asked + ". 30 IN A 240.1.2.3");
        }
        Message missing = exchange.ask("NoPe.GLOBAL", Type.A);
        assertThat(Exchange.records(missing, Section.AUTHORITY))
                .singleElement()
                .asString()
                .startsWith("GLOBAL. 30 IN SOA");
    }

    @Test
    void saysNothingToWhatIsNoRequest() {
        for (int length = 0; length < Wire.HEADER; length++) {
            assertThat(exchange.raw(java.util.Arrays.copyOf(PLAIN, length))).isEmpty();
        }
        byte[] answer = PLAIN.clone();
        answer[2] |= (byte) 0x80;
        assertThat(exchange.raw(answer)).isEmpty();
    }

    @Test
    void copiesIdAndTheFlagsThatAreTheClients() {
        for (int flags = 0; flags < 1 << 8; flags++) {
            byte[] request = PLAIN.clone();
            request[0] = (byte) flags;
            request[2] = (byte) (flags & 0x07);
            request[3] = (byte) flags;
            byte[] answer = exchange.raw(request);
            assertThat(answer[0]).isEqualTo(request[0]);
            // QR, AA, and RD as asked; CD as asked, and nothing else.
            assertThat(answer[2] & 0xFF).isEqualTo(0x84 | (flags & 0x01));
            assertThat(answer[3] & 0xFF).isEqualTo(flags & 0x10);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void doesNotImplementOtherOperations(int opcode) throws IOException {
        byte[] request = PLAIN.clone();
        request[2] = (byte) (opcode << 3);
        Message response = Exchange.read(exchange.raw(request));
        assertThat(response.getRcode()).isEqualTo(Rcode.NOTIMP);
        assertThat(response.getHeader().getOpcode()).isEqualTo(opcode);
        assertThat(response.getOPT()).isNull();
        // RFC 6891 section 6.1.1: whoever speaks EDNS is answered in it.
        Message edns = new Message(request);
        edns.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        response = Exchange.read(exchange.raw(edns.toWire()));
        assertThat(response.getRcode()).isEqualTo(Rcode.NOTIMP);
        assertThat(response.getOPT()).isNotNull();
        assertThat(response.getQuestion()).isEqualTo(edns.getQuestion());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "no question,                    1234 0000 0000 0000 0000 0000",
        "a question is announced,        1234 0000 0001 0000 0000 0000",
        "two questions,                  1234 0000 0002 0000 0000 0000 01 61 00 0001 0001 01 62 00 0001 0001",
        "a name that does not end,       1234 0000 0001 0000 0000 0000 01 61",
        "a label that does not end,      1234 0000 0001 0000 0000 0000 3f 61 00 0001 0001",
        "no type,                        1234 0000 0001 0000 0000 0000 01 61 00",
        "half a class,                   1234 0000 0001 0000 0000 0000 01 61 00 0001 00",
        "a pointer in the question,      1234 0000 0001 0000 0000 0000 c0 0c 0001 0001",
        "an extended label,              1234 0000 0001 0000 0000 0000 41 61 00 0001 0001",
        "bytes after the end,            1234 0000 0001 0000 0000 0000 01 61 00 0001 0001 00",
        "a record is announced,          1234 0000 0001 0001 0000 0000 01 61 00 0001 0001",
        "a record's data is cut off,     1234 0000 0001 0000 0000 0001 01 61 00 0001 0001 00 0010 0001 00000000 0005 00",
        "two OPT records,                1234 0000 0001 0000 0000 0002 01 61 00 0001 0001 00 0029 0200 00000000 0000 00 0029 0200 00000000 0000",
        "OPT among the answers,          1234 0000 0001 0001 0000 0000 01 61 00 0001 0001 00 0029 0200 00000000 0000",
        "OPT with an owner,              1234 0000 0001 0000 0000 0001 01 61 00 0001 0001 01 61 00 0029 0200 00000000 0000",
        "an EDNS option is cut off,      1234 0000 0001 0000 0000 0001 01 61 00 0001 0001 00 0029 0200 00000000 0005 0003 0002 00",
        "half an EDNS option,            1234 0000 0001 0000 0000 0001 01 61 00 0001 0001 00 0029 0200 00000000 0002 0003",
        "a cookie of 7 bytes,            1234 0000 0001 0000 0000 0001 01 61 00 0001 0001 00 0029 0200 00000000 000b 000a 0007 00000000000000",
        "a cookie of 12 bytes,           1234 0000 0001 0000 0000 0001 01 61 00 0001 0001 00 0029 0200 00000000 0010 000a 000c 000000000000000000000000",
    })
    void callsMalformedWhatIs(String what, String hex) {
        byte[] answer = exchange.raw(HexFormat.of().parseHex(hex.replace(" ", "")));
        Message response = Exchange.read(answer);
        assertThat(response.getRcode()).as(what).isEqualTo(Rcode.FORMERR);
        assertThat(answer).hasSize(Wire.HEADER).startsWith(0x12, 0x34);
    }

    @Test
    void refusesANameOf256Bytes() {
        String label = "l".repeat(63);
        Message longest = Exchange.question(String.join(".", label, label, label, "l".repeat(61)), Type.A);
        assertThat(exchange.ask(longest).getRcode()).isEqualTo(Rcode.REFUSED);
        byte[] tooLong = longest.toWire();
        byte[] longer = new byte[tooLong.length + 1];
        int last = Wire.HEADER + 3 * 64;
        System.arraycopy(tooLong, 0, longer, 0, last + 1);
        longer[last] = 62;
        System.arraycopy(tooLong, last, longer, last + 1, tooLong.length - last);
        longer[last + 1] = 'l';
        assertThat(Exchange.read(exchange.raw(longer)).getRcode()).isEqualTo(Rcode.FORMERR);
    }

    @Test
    void passesOverRecordsThatAQuestionMayCarry() {
        String question = "1234 0000 0001 0001 0001 0001 07 68747470 62696e 03 626172 06 676c6f62616c 00 0001 0001";
        String records = " c00c 0001 0001 00000000 0004 01020304 01 78 c00c 0010 0001 00000000 0001 00"
                + " 00 00fa 00ff 00000000 0002 abcd";
        Message response = Exchange.read(exchange.raw(HexFormat.of().parseHex((question + records).replace(" ", ""))));
        assertThat(Exchange.answers(response)).containsExactly("httpbin.bar.global. 30 IN A 240.1.2.3");
        assertThat(response.getOPT()).isNull();
    }

    @Test
    void answersEdnsOnlyToWhoSpeaksIt() {
        assertThat(exchange.ask("httpbin.bar.global", Type.A).getOPT()).isNull();
        Message request = Exchange.question("httpbin.bar.global", Type.A);
        request.addRecord(new OPTRecord(4096, 0, 0, Flags.DO), Section.ADDITIONAL);
        OPTRecord opt = exchange.ask(request).getOPT();
        assertThat(opt.getPayloadSize()).isEqualTo(1232);
        assertThat(opt.getVersion()).isZero();
        assertThat(opt.getFlags()).isEqualTo(Flags.DO);
        assertThat(opt.getOptions()).isEmpty();
    }

    @Test
    void doesNotKnowLaterVersionsOfEdns() {
        Message request = Exchange.question("httpbin.bar.global", Type.A);
        request.addRecord(new OPTRecord(1232, 0, 1, 0), Section.ADDITIONAL);
        Message response = exchange.ask(request);
        assertThat(response.getRcode()).isEqualTo(Rcode.BADVERS);
        assertThat(response.getOPT().getVersion()).isZero();
        assertThat(response.getSection(Section.ANSWER)).isEmpty();
    }

    @Test
    void passesOverOptionsThatItDoesNotKnow() {
        Message request = Exchange.question("httpbin.bar.global", Type.A);
        request.addRecord(
                new OPTRecord(
                        1232,
                        0,
                        0,
                        0,
                        List.of(new GenericEDNSOption(3, new byte[0]), new GenericEDNSOption(65_001, new byte[9]))),
                Section.ADDITIONAL);
        Message response = exchange.ask(request);
        assertThat(Exchange.answers(response)).hasSize(1);
        assertThat(response.getOPT().getOptions()).isEmpty();
    }

    /** Sixty addresses are 12 + 21 + 60 * 16 = 993 bytes, 11 more with an OPT record. */
    @ParameterizedTest
    @CsvSource({
        "   0, true",
        " 100, true",
        " 512, true",
        "1003, true",
        "1004, false",
        "1232, false",
        "4096, false",
        "65535, false",
    })
    void cutsWhatTheClientCannotTake(int payload, boolean truncated) {
        Message request = Exchange.question(NAME, Type.A);
        request.addRecord(new OPTRecord(payload, 0, 0, 0), Section.ADDITIONAL);
        Message response = exchange.ask(request);
        assertThat(response.getHeader().getFlag(Flags.TC)).isEqualTo(truncated);
        assertThat(response.getSection(Section.ANSWER)).hasSize(truncated ? 0 : 60);
        assertThat(response.getOPT()).isNotNull();
    }

    @Test
    void cutsToFiveHundredAndTwelveBytesWithoutEdns() {
        Message response = exchange.ask(NAME, Type.A);
        assertThat(response.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(response.getSection(Section.ANSWER)).isEmpty();
        // 31 addresses fill 12 + 20 + 31 * 16 = 528 bytes, 29 fill 496.
        for (int i : List.of(29, 30)) {
            List<String> addresses = Zones.NAMES.getOrDefault(NAME, List.of()).subList(0, i);
            var own = new Exchange(Zones.data(Map.of("x.bar.global", addresses)), Transport.UDP);
            Message exact = own.ask("x.bar.global", Type.A);
            int whole = 12 + 18 + 16 * i;
            assertThat(exact.getHeader().getFlag(Flags.TC)).isEqualTo(whole > 512);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCP", "GRPC"})
    void cutsNothingWhereThereIsRoom(String transport) {
        var roomy = new Exchange(Zones.data(Zones.NAMES), Transport.valueOf(transport.toUpperCase(Locale.ROOT)));
        Message response = roomy.ask(NAME, Type.A);
        assertThat(response.getHeader().getFlag(Flags.TC)).isFalse();
        assertThat(response.getSection(Section.ANSWER)).hasSize(60);
    }

    @Test
    void giveACookieToWhoSendsOneAndToNobodyElse() {
        byte[] client = {1, 2, 3, 4, 5, 6, 7, 8};
        Message first = exchange.ask(withCookie(client, true));
        byte[] cookie = cookie(first);
        assertThat(cookie).hasSize(24).startsWith(client);
        assertThat(Exchange.answers(first)).hasSize(1);
        // The same client gets the same cookie within a second, another one another.
        assertThat(cookie(exchange.ask(withCookie(cookie, true)))).isEqualTo(cookie);
        assertThat(cookie(
                        exchange.from((byte) 192, (byte) 0, (byte) 2, (byte) 2).ask(withCookie(client, true))))
                .isNotEqualTo(cookie);
    }

    @Test
    void givesACookieWithoutAQuestion() {
        Message response = exchange.ask(withCookie(new byte[8], false));
        assertThat(response.getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(response.getQuestion()).isNull();
        assertThat(cookie(response)).hasSize(24);
    }

    private static Message withCookie(byte[] cookie, boolean question) {
        Message request = question ? Exchange.question("httpbin.bar.global", Type.A) : new Message();
        request.addRecord(
                new OPTRecord(1232, 0, 0, 0, List.of(new GenericEDNSOption(EDNSOption.Code.COOKIE, cookie))),
                Section.ADDITIONAL);
        return request;
    }

    private static byte[] cookie(Message response) {
        byte[] option =
                response.getOPT().getOptions(EDNSOption.Code.COOKIE).getFirst().toWire();
        return java.util.Arrays.copyOfRange(option, 4, option.length);
    }

    @Test
    void answersQuestionsOfEveryLength() {
        assertThat(QUESTION_END).isEqualTo(12 + 20 + 4);
        for (int i = 1; i < 50; i++) {
            Message response = exchange.ask("l".repeat(i) + ".wild.global", Type.A);
            assertThat(Exchange.answers(response)).hasSize(1);
        }
    }
}
