package io.coddiwomple.dns;

import io.coddiwomple.model.HostAddresses;
import io.coddiwomple.model.IpAddress;
import java.nio.charset.StandardCharsets;

/**
 * A domain name as messages carry it, in lower case, with a hash of each of its ancestors. Made once and read into
 * again and again. Owned by one thread.
 */
final class WireName {
    /** The longest name, in bytes, its root label included (RFC 1035 section 2.3.4). */
    static final int LONGEST = 255;

    private static final int MOST_LABELS = 127;
    private static final int LONGEST_LABEL = 63;
    private static final byte[] LOWER = lower();
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    static final byte[] IPV4_ZONE = "\7in-addr\4arpa\0".getBytes(StandardCharsets.ISO_8859_1);
    static final byte[] IPV6_ZONE = "\3ip6\4arpa\0".getBytes(StandardCharsets.ISO_8859_1);

    private final byte[] bytes = new byte[LONGEST];
    private final byte[] text = new byte[LONGEST];
    private final int[] starts = new int[MOST_LABELS + 1];
    private final int[] hashes = new int[MOST_LABELS + 1];
    private int length;
    private int labels;

    /** A host in its usual notation, without a final dot; its labels must be 1 to 63 and all of it at most 253 bytes. */
    static WireName of(String host) {
        var name = new WireName();
        name.set(host);
        return name;
    }

    /** Becomes a host's name, as {@link #of} reads it. */
    void set(String host) {
        int size = host.length();
        for (int i = 0; i < size && i < LONGEST - 1; i++) {
            text[i + 1] = (byte) host.charAt(i);
        }
        if (!isSetTo(size)) {
            throw noName(host);
        }
    }

    /** Becomes the name of one of many hosts, as {@link #of} reads it. */
    void set(HostAddresses hosts, int index) {
        int size = hosts.length(index);
        if (size < LONGEST) {
            hosts.copy(index, text, 1);
        }
        if (!isSetTo(size)) {
            throw noName(hosts.host(index));
        }
    }

    /** Makes a name of a host's characters, which stand behind the place for the first label's length. */
    private boolean isSetTo(int size) {
        if (size > LONGEST - 2) {
            return false;
        }
        int start = 0;
        for (int at = 1; at <= size; at++) {
            if (text[at] == '.') {
                text[start] = (byte) (at - start - 1);
                start = at;
            }
        }
        text[start] = (byte) (size - start);
        text[size + 1] = 0;
        return read(text, 0, size + 2) == size + 2;
    }

    private static IllegalArgumentException noName(String host) {
        return new IllegalArgumentException("\"" + host + "\" is no domain name");
    }

    /**
     * Becomes the domain of the names of all addresses that share their first bits: RFC 1035 section 3.5 for IPv4, RFC
     * 3596 section 2.5 for IPv6.
     *
     * @param bits a multiple of 8 for IPv4, of 4 for IPv6
     */
    void setReverse(IpAddress address, int bits) {
        int at = 0;
        if (address.isIpv4()) {
            for (int i = 4 - bits / 8; i < 4; i++) {
                at = decimal((int) (address.low() >>> 8 * i) & 0xFF, at);
            }
        } else {
            for (int i = 32 - bits / 4; i < 32; i++) {
                long half = i < 16 ? address.low() : address.high();
                text[at] = 1;
                text[at + 1] = DIGITS[(int) (half >>> 4 * (i & 15)) & 0xF];
                at += 2;
            }
        }
        byte[] zone = address.isIpv4() ? IPV4_ZONE : IPV6_ZONE;
        System.arraycopy(zone, 0, text, at, zone.length);
        read(text, 0, at + zone.length);
    }

    /** Writes a label of a number of 0 to 255, and returns where it ends. */
    private int decimal(int number, int start) {
        int digits = number < 10 ? 1 : number < 100 ? 2 : 3;
        text[start] = (byte) digits;
        int rest = number;
        for (int at = start + digits; at > start; at--) {
            text[at] = DIGITS[rest % 10];
            rest /= 10;
        }
        return start + digits + 1;
    }

    /**
     * Reads an uncompressed name.
     *
     * @return where the name ends, or -1 when there is none that is well formed
     */
    int read(byte[] from, int offset, int end) {
        int at = offset;
        int count = 0;
        while (true) {
            if (at >= end) {
                return -1;
            }
            int label = from[at];
            if (label == 0) {
                break;
            }
            // A pointer's or an extended label's length is negative or larger than 63.
            if (label < 0 || label > LONGEST_LABEL || at + label - offset >= LONGEST - 1) {
                return -1;
            }
            starts[count++] = at - offset;
            at += label + 1;
        }
        labels = count;
        length = at + 1 - offset;
        starts[count] = length - 1;
        bytes[length - 1] = 0;
        hashes[count] = 0;
        for (int i = count - 1; i >= 0; i--) {
            hashes[i] = lowerAndHash(from, offset + starts[i], starts[i], hashes[i + 1]);
        }
        return at + 1;
    }

    /** One label after its parent, so that the hashes of all ancestors fall off on the way. */
    private int lowerAndHash(byte[] from, int offset, int to, int parent) {
        int label = from[offset];
        bytes[to] = (byte) label;
        int hash = parent * 31 + label;
        for (int i = 1; i <= label; i++) {
            byte lower = LOWER[from[offset + i] & 0xFF];
            bytes[to + i] = lower;
            hash = hash * 31 + lower;
        }
        return mixed(hash);
    }

    /** The finalizer of MurmurHash3: neighbouring names do not fall on neighbouring places. */
    private static int mixed(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85EBCA6B;
        h = (h ^ (h >>> 13)) * 0xC2B2AE35;
        return h ^ (h >>> 16);
    }

    private static byte[] lower() {
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 32 : i);
        }
        return table;
    }

    /** The name in lower case; its first {@link #length} bytes count. */
    byte[] bytes() {
        return bytes;
    }

    /** How many bytes the name has, its root label included. */
    int length() {
        return length;
    }

    /** How many labels the name has, its root label not counted. */
    int labels() {
        return labels;
    }

    /** Where a label's length byte stands; for {@code labels()}, where the root label does. */
    int start(int label) {
        return starts[label];
    }

    /** The hash of the ancestor that begins with a label; {@code labels()} stands for the root. */
    int hash(int label) {
        return hashes[label];
    }

    /** A copy of the ancestor that begins with a label. */
    byte[] copy(int label) {
        return java.util.Arrays.copyOfRange(bytes, starts[label], length);
    }
}
