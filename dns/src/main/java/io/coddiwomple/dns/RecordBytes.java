package io.coddiwomple.dns;

import io.coddiwomple.model.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Resource records (RFC 1035 section 4.1.3), written one after another. Owned by one thread. */
final class RecordBytes {
    /** How much of a record stands before its data when its owner is a pointer. */
    static final int FIXED = 12;

    private final WireName name = new WireName();
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
        byte[] value = addressBytes(address);
        begin(address.isIpv4() ? Wire.TYPE_A : Wire.TYPE_AAAA, ttl, value.length);
        return append(value);
    }

    /** A record of type NS or PTR, owned by the question's name. */
    RecordBytes name(int type, String target, int ttl) {
        name.set(target);
        begin(type, ttl, name.length());
        ensure(name.length());
        System.arraycopy(name.bytes(), 0, bytes, length, name.length());
        length += name.length();
        return this;
    }

    /** A start of authority (RFC 1035 section 3.3.13, RFC 2308 section 4) whose owner the sender patches. */
    RecordBytes authority(String server, String mailbox, int ttl, int serial) {
        byte[] serverName = WireName.of(server).copy(0);
        byte[] mailboxName = WireName.of(mailbox).copy(0);
        begin(Wire.TYPE_SOA, ttl, serverName.length + mailboxName.length + 20);
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

    private void begin(int type, int ttl, int size) {
        integer(Wire.POINTER_TO_QUESTION << 16 | type);
        ensure(8);
        Wire.putShort(bytes, length, Wire.CLASS_IN);
        Wire.putInt(bytes, length + 2, ttl);
        Wire.putShort(bytes, length + 6, size);
        length += 8;
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

    /** The name that asks for an address' name: RFC 1035 section 3.5 for IPv4, RFC 3596 section 2.5 for IPv6. */
    static String reverseName(IpAddress address) {
        return reverseName(address, address.bits());
    }

    /**
     * The domain of all addresses that share their first bits.
     *
     * @param bits a multiple of 8 for IPv4, of 4 for IPv6
     */
    static String reverseName(IpAddress address, int bits) {
        byte[] value = addressBytes(address);
        var name = new StringBuilder(80);
        if (address.isIpv4()) {
            for (int i = bits / 8 - 1; i >= 0; i--) {
                name.append(value[i] & 0xFF).append('.');
            }
            return name.append("in-addr.arpa").toString();
        }
        for (int i = bits / 4 - 1; i >= 0; i--) {
            int both = value[i / 2];
            name.append(Character.forDigit((i % 2 == 0 ? both >> 4 : both) & 0xF, 16))
                    .append('.');
        }
        return name.append("ip6.arpa").toString();
    }

    /** 4 or 16 bytes. */
    private static byte[] addressBytes(IpAddress address) {
        byte[] value = address.value().toByteArray();
        byte[] bytes = new byte[address.bits() / 8];
        // The number may be shorter, or one sign byte longer.
        int used = Math.min(value.length, bytes.length);
        System.arraycopy(value, value.length - used, bytes, bytes.length - used, used);
        return bytes;
    }
}
