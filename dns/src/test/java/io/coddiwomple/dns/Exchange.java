package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks a responder without a network, and reads its answers with dnsjava. */
final class Exchange implements Client {
    static final InstantSource NOW = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));

    private final Zone zone;
    private final Transport transport;
    private final Responder responder;
    private byte[] address = {(byte) 192, 0, 2, 1};

    Exchange(ZoneData data, Transport transport) {
        this(data, transport, new Responder(new Cookies(1, 2), null, new Counters(), NOW));
    }

    Exchange(ZoneData data, Transport transport, Responder responder) {
        this.zone = Zone.of(data);
        this.transport = transport;
        this.responder = responder;
    }

    static Exchange overUdp() {
        return new Exchange(Zones.data(Zones.NAMES), Transport.UDP);
    }

    Exchange from(byte... client) {
        address = client;
        return this;
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public int copyAddress(byte[] to) {
        System.arraycopy(address, 0, to, 0, address.length);
        return address.length;
    }

    /** The answer's bytes, empty for silence. */
    byte[] raw(byte[] request) {
        byte[] answer = new byte[transport == Transport.UDP ? Edns.PAYLOAD : zone.largestMessage()];
        return Arrays.copyOf(answer, responder.respond(zone, request, request.length, answer, this));
    }

    Message ask(Message request) {
        byte[] answer = raw(request.toWire());
        assertThat(answer).as("an answer to %s", request).isNotEmpty();
        return read(answer);
    }

    Message ask(String name, int type) {
        return ask(question(name, type));
    }

    static Message question(String name, int type) {
        try {
            return Message.newQuery(Record.newRecord(Name.fromString(name + "."), type, DClass.IN));
        } catch (TextParseException bad) {
            throw new IllegalArgumentException(bad);
        }
    }

    static Message question(String name, String type) {
        return question(name, Type.value(type));
    }

    static Message read(byte[] answer) {
        try {
            return new Message(answer);
        } catch (IOException malformed) {
            throw new UncheckedIOException("a malformed answer: " + Arrays.toString(answer), malformed);
        }
    }

    /** The records of a section as a zone file has them, blanks instead of tabs. */
    static List<String> records(Message answer, int section) {
        return answer.getSection(section).stream()
                .filter(record -> record.getType() != Type.OPT)
                .map(record -> record.toString().replaceAll("\\s+", " "))
                .toList();
    }

    static List<String> answers(Message answer) {
        return records(answer, Section.ANSWER);
    }
}
