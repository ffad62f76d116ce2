package io.coddiwomple.dns;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Answers one request after another: RFC 1035 and what came after it, for a server that has all of its zones at hand and
 * asks nobody. Nothing is allocated for a plain question. Owned by one thread.
 */
final class Responder {
    private static final int OPCODE_QUERY = 0;
    private static final int AUTHORITATIVE = 0x04;
    private static final int TRUNCATED = 0x02;
    private static final int RECURSION_DESIRED = 0x01;
    private static final int CHECKING_DISABLED = 0x10;
    /** Of what exceeds the limit, one in so many gets an empty answer that sends genuine clients to TCP. */
    private static final int SLIP = 2;

    private final Cookies cookies;
    private final @Nullable RateLimit limit;
    private final Counters counters;
    private final InstantSource clock;
    private final Query query = new Query();
    private final ReverseName reverse = new ReverseName();
    private final byte[] address = new byte[16];
    private final long start = System.nanoTime();
    private int exceeding;

    private byte[] out = {};
    private int end;
    private int flags;

    /** @param limit null for no limit */
    Responder(Cookies cookies, @Nullable RateLimit limit, Counters counters, InstantSource clock) {
        this.cookies = cookies;
        this.limit = limit;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Answers a request.
     *
     * @param answer where the answer is written, long enough for {@link Zone#largestMessage()} or, over UDP, for
     *     {@link Edns#PAYLOAD}
     * @return how long the answer is, or 0 when there is none
     */
    int respond(Zone zone, byte[] in, int length, byte[] answer, Client client) {
        if (length < Wire.HEADER || in[2] < 0) {
            counters.lost(Counters.Loss.IGNORED);
            return 0;
        }
        out = answer;
        boolean known = (in[2] >> 3 & 0xF) == OPCODE_QUERY;
        if (!query.read(in, length) || (known && query.questions == 0 && query.cookieLength == 0)) {
            return bare(in, known ? Rcode.FORMERR : Rcode.NOTIMP);
        }
        begin(in);
        boolean udp = client.transport() == Transport.UDP;
        if (udp && limit != null && exceeds(in, client, limit)) {
            counters.lost(Counters.Loss.LIMITED);
            exceeding++;
            return exceeding % SLIP == 0 ? finish(in, known ? Rcode.NOERROR : Rcode.NOTIMP, TRUNCATED, client) : 0;
        }
        Rcode rcode = known ? answer(zone) : Rcode.NOTIMP;
        if (udp && tooLong()) {
            end = query.questionEnd;
            flags |= TRUNCATED;
            Wire.putShort(out, 6, 0);
            Wire.putShort(out, 8, 0);
            counters.lost(Counters.Loss.TRUNCATED);
        }
        counters.answered(Counters.Type.of(query.questions == 0 ? 0 : query.type), rcode);
        return finish(in, rcode, flags, client);
    }

    /** Repeats the question as it was asked, in its case. */
    private void begin(byte[] in) {
        System.arraycopy(in, Wire.HEADER, out, Wire.HEADER, query.questionEnd - Wire.HEADER);
        end = query.questionEnd;
        flags = 0;
        Wire.putInt(out, 4, query.questions << 16);
        Wire.putInt(out, 8, 0);
    }

    private boolean tooLong() {
        if (end <= Edns.PLAIN_PAYLOAD - Edns.LONGEST) {
            return false;
        }
        int most = query.hasEdns
                ? Math.clamp(query.payload, Edns.PLAIN_PAYLOAD, Edns.PAYLOAD) - ednsLength()
                : Edns.PLAIN_PAYLOAD;
        return end > most;
    }

    private int ednsLength() {
        return query.cookieLength > 0 ? Edns.LONGEST : Edns.LONGEST - 4 - Cookies.LENGTH;
    }

    private Rcode answer(Zone zone) {
        if (query.hasEdns && query.version != 0) {
            return Rcode.BADVERS;
        }
        if (query.questions == 0) {
            return Rcode.NOERROR;
        }
        if (query.questionClass != Wire.CLASS_IN || query.type == Wire.TYPE_AXFR || query.type == Wire.TYPE_IXFR) {
            return Rcode.REFUSED;
        }
        WireName name = query.name;
        int found = zone.find(name);
        if (found < 0) {
            int encloser = zone.encloser(name);
            if (encloser < 0) {
                return Rcode.REFUSED;
            }
            if (reverse.read(name) && pointer(zone, encloser)) {
                return Rcode.NOERROR;
            }
            found = zone.wildcard(encloser);
            if (found < 0) {
                flags = AUTHORITATIVE;
                authority(zone.domain(encloser));
                return Rcode.NXDOMAIN;
            }
        }
        flags = AUTHORITATIVE;
        records(zone, found);
        return Rcode.NOERROR;
    }

    private void records(Zone zone, int found) {
        int section = zone.section(found, query.type);
        if (section >= 0) {
            int size = Wire.getShort(zone.records(), section);
            append(zone.records(), section + 2, size);
            Wire.putShort(out, 6, recordsIn(query.type, size));
            return;
        }
        Domain domain = zone.domain(found);
        boolean apex = query.name.labels() == domain.labels();
        if (apex && query.type == Wire.TYPE_SOA) {
            authority(domain);
            Wire.putInt(out, 6, 1 << 16);
        } else if (apex && query.type == Wire.TYPE_NS) {
            answer(domain.nameServer());
        } else if (query.type == Wire.TYPE_ANY && (apex || zone.hasRecords(found))) {
            answer(zone.anyRefused());
        } else {
            authority(domain);
        }
    }

    /** Records of one type have one length. */
    private static int recordsIn(int type, int size) {
        return type == Wire.TYPE_A ? size >> 4 : size / 28;
    }

    /** Answers for an address, or for the beginning of one; false when the zone has none. */
    private boolean pointer(Zone zone, int encloser) {
        int host = zone.pointer(reverse);
        if (host == Pointers.NONE) {
            return false;
        }
        flags = AUTHORITATIVE;
        if (host != Pointers.PARENT && query.type == Wire.TYPE_PTR) {
            NameTable names = zone.names();
            int size = names.start(host + 1) - names.start(host);
            answer(zone.pointerHead());
            Wire.putShort(out, end - 2, size);
            append(names.bytes(), names.start(host), size);
        } else if (host != Pointers.PARENT && query.type == Wire.TYPE_ANY) {
            answer(zone.anyRefused());
        } else {
            authority(zone.domain(encloser));
        }
        return true;
    }

    private void answer(byte[] oneRecord) {
        append(oneRecord, 0, oneRecord.length);
        Wire.putShort(out, 6, 1);
    }

    private void authority(Domain domain) {
        int owner = Wire.HEADER + query.name.start(query.name.labels() - domain.labels());
        int at = end;
        append(domain.authority(), 0, domain.authority().length);
        Wire.putShort(out, at, 0xC000 | owner);
        Wire.putShort(out, 8, 1);
    }

    /** What cannot fit over UDP is not copied: {@link #tooLong()} sees how long it would have been. */
    private void append(byte[] from, int at, int size) {
        if (end + size + Edns.LONGEST <= out.length) {
            System.arraycopy(from, at, out, end, size);
        }
        end += size;
    }

    /** The header and, for whoever sent one, an OPT record. */
    private int finish(byte[] in, Rcode rcode, int answerFlags, Client client) {
        header(in, rcode, answerFlags);
        if (query.hasEdns) {
            boolean cookie = query.cookieLength > 0;
            Wire.putShort(out, 10, 1);
            end = Edns.write(out, end, rcode.number() >> 4, query.dnssecOk, cookie);
            if (cookie) {
                int length = client.copyAddress(address);
                cookies.write(in, query.cookieAt, address, length, seconds(), out, end - Cookies.LENGTH);
            }
        }
        return end;
    }

    private void header(byte[] in, Rcode rcode, int answerFlags) {
        Wire.putShort(out, 0, Wire.getShort(in, 0));
        out[2] = (byte) (0x80 | (in[2] & (0x78 | RECURSION_DESIRED)) | answerFlags);
        out[3] = (byte) ((in[3] & CHECKING_DISABLED) | (rcode.number() & 0xF));
    }

    /** No more than a header: what came after it was not understood, or not read. */
    private int bare(byte[] in, Rcode rcode) {
        header(in, rcode, 0);
        Wire.putInt(out, 4, 0);
        Wire.putInt(out, 8, 0);
        counters.answered(Counters.Type.OTHER, rcode);
        return Wire.HEADER;
    }

    private boolean exceeds(byte[] in, Client client, RateLimit most) {
        int length = client.copyAddress(address);
        boolean known = query.cookieLength > 0
                && cookies.isValid(in, query.cookieAt, query.cookieLength, address, length, seconds());
        return !known && !most.allows(address, length, (System.nanoTime() - start) / 1_000_000 + 1);
    }

    /** As cookies count time: seconds since 1970, modulo 2^32. */
    private int seconds() {
        return (int) (clock.millis() / 1_000);
    }
}
