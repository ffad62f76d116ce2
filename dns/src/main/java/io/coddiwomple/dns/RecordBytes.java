package io.coddiwomple.dns;

import io.coddiwomple.model.HostAddresses;
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

    /**
     * Records of type A or AAAA, owned by the question's name, behind a number of two bytes: how many bytes they have.
     *
     * @param from the first of their addresses among those of all hosts
     * @param to behind the last one
     * @param head what stands before each address; they are all of the family that it says
     */
    void addresses(HostAddresses hosts, int from, int to, byte[] head) {
        boolean ipv4 = head[3] == Wire.TYPE_A;
        int size = (to - from) * (head.length + (ipv4 ? 4 : 16));
        ensure(2 + size);
        Wire.putShort(bytes, length, size);
        length += 2;
        for (int address = from; address < to; address++) {
            System.arraycopy(head, 0, bytes, length, head.length);
            length += head.length;
            if (!ipv4) {
                Wire.putLong(bytes, length, hosts.high(address));
                Wire.putLong(bytes, length + 8, hosts.low(address));
                length += 16;
            } else {
                Wire.putInt(bytes, length, (int) hosts.low(address));
                length += 4;
            }
        }
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
