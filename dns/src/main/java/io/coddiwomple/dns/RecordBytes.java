package io.coddiwomple.dns;

import io.coddiwomple.model.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Resource records (RFC 1035 section 4.1.3), written one after another. Owned by one thread. */
final class RecordBytes {
    /** How much of a record stands before its data when its owner is a pointer. */
    static final int FIXED = 12;

    /** How much of a record of type SOA begins with its serial number. */
    static final int FROM_SERIAL = 20;

    private byte[] bytes;
    private int length;

    RecordBytes(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    /** What was written so far. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Leaves room for a number of two bytes, and returns where. */
    int reserveShort() {
        ensure(2);
        length += 2;
        return length - 2;
    }

    void putShort(int at, int value) {
        Wire.putShort(bytes, at, value);
    }

    /** A record of type A or AAAA, owned by the question's name. */
    RecordBytes address(IpAddress address, int ttl) {
        if (address.isIpv4()) {
            begin(Wire.TYPE_A, ttl, 4);
            return integer((int) address.low());
        }
        begin(Wire.TYPE_AAAA, ttl, 16);
        integer((int) (address.high() >>> 32));
        integer((int) address.high());
        integer((int) (address.low() >>> 32));
        return integer((int) address.low());
    }

    /** A record of type NS, owned by the question's name. */
    RecordBytes nameServer(String target, int ttl) {
        byte[] name = WireName.of(target).copy(0);
        return begin(Wire.TYPE_NS, ttl, name.length).append(name);
    }

    /** A start of authority (RFC 1035 section 3.3.13, RFC 2308 section 4) whose owner the sender patches. */
    RecordBytes authority(String server, String mailbox, int ttl, int serial) {
        byte[] serverName = WireName.of(server).copy(0);
        byte[] mailboxName = WireName.of(mailbox).copy(0);
        begin(Wire.TYPE_SOA, ttl, serverName.length + mailboxName.length + FROM_SERIAL);
        append(serverName);
        append(mailboxName);
        integer(serial);
        // Nobody transfers this zone, so how often to look for changes has no effect; the last is how long "no" counts.
        integer(7_200);
        integer(1_800);
        integer(86_400);
        return integer(ttl);
    }

    /** The record that says no more than that ANY gets no more (RFC 8482 section 4.2), owned by the question's name. */
    RecordBytes anyRefused(int ttl) {
        byte[] processor = "RFC8482".getBytes(StandardCharsets.US_ASCII);
        begin(Wire.TYPE_HINFO, ttl, processor.length + 2);
        append(new byte[] {(byte) processor.length});
        append(processor);
        return append(new byte[1]);
    }

    /**
     * What stands before a record's data, owned by the question's name.
     *
     * @param size how many bytes of data follow
     */
    RecordBytes begin(int type, int ttl, int size) {
        integer(Wire.POINTER_TO_QUESTION << 16 | type);
        ensure(8);
        Wire.putShort(bytes, length, Wire.CLASS_IN);
        Wire.putInt(bytes, length + 2, ttl);
        Wire.putShort(bytes, length + 6, size);
        length += 8;
        return this;
    }

    private RecordBytes integer(int value) {
        ensure(4);
        Wire.putInt(bytes, length, value);
        length += 4;
        return this;
    }

    private RecordBytes append(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
