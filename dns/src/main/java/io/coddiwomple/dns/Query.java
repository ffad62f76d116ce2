package io.coddiwomple.dns;

/**
 * A request as it was read: RFC 1035 section 4, RFC 6891 for EDNS, RFC 7873 for cookies. Read into again and again.
 * Owned by one thread.
 */
final class Query {
    private static final int SMALLEST_RECORD = 10;
    private static final int COOKIE = 10;
    private static final int DNSSEC_OK = 0x8000;

    final WireName name = new WireName();
    int questions;
    /** The question's type and class, and where it ends; of the only question. */
    int type;

    int questionClass;
    int questionEnd;

    boolean hasEdns;
    /** What the client can take, in bytes. */
    int payload;

    int version;
    boolean dnssecOk;
    /** Where the cookie stands, and how long it is; 0 for none. */
    int cookieAt;

    int cookieLength;

    /**
     * Reads a request that has a whole header.
     *
     * @return false when it is malformed: cut off, too long, or not as the RFCs want it
     */
    boolean read(byte[] packet, int length) {
        hasEdns = false;
        cookieLength = 0;
        questions = Wire.getShort(packet, 4);
        int at = Wire.HEADER;
        // More than one question has no meaning (RFC 9619).
        if (questions > 1) {
            return false;
        }
        if (questions == 1) {
            at = name.read(packet, at, length);
            if (at < 0 || at + 4 > length) {
                return false;
            }
            type = Wire.getShort(packet, at);
            questionClass = Wire.getShort(packet, at + 2);
            at += 4;
        }
        questionEnd = at;
        int others = Wire.getShort(packet, 6) + Wire.getShort(packet, 8);
        int additional = Wire.getShort(packet, 10);
        if (others + additional > 0) {
            at = records(packet, at, length, others, additional);
        }
        return at == length;
    }

    /** Passes over records, and notes the OPT record among the additional ones. Returns the end, or -1. */
    private int records(byte[] packet, int start, int length, int others, int additional) {
        int at = start;
        for (int i = 0; i < others + additional; i++) {
            int owner = at;
            at = skipName(packet, at, length);
            if (at < 0 || at + SMALLEST_RECORD > length) {
                return -1;
            }
            int end = at + SMALLEST_RECORD + Wire.getShort(packet, at + 8);
            if (end > length) {
                return -1;
            }
            if (Wire.getShort(packet, at) == Wire.TYPE_OPT) {
                // One only, in the additional section, owned by the root (RFC 6891 section 6.1.1).
                if (hasEdns || i < others || at != owner + 1 || !edns(packet, at, end)) {
                    return -1;
                }
            }
            at = end;
        }
        return at;
    }

    /** A name that may be compressed: only where it ends matters. */
    private static int skipName(byte[] packet, int start, int length) {
        int at = start;
        while (at < length) {
            int label = packet[at] & 0xFF;
            if (label == 0) {
                return at + 1;
            }
            if (label >= 0xC0) {
                return at + 2;
            }
            if (label > 63) {
                return -1;
            }
            at += label + 1;
        }
        return -1;
    }

    private boolean edns(byte[] packet, int at, int end) {
        hasEdns = true;
        payload = Wire.getShort(packet, at + 2);
        version = packet[at + 5] & 0xFF;
        dnssecOk = (Wire.getShort(packet, at + 6) & DNSSEC_OK) != 0;
        int option = at + SMALLEST_RECORD;
        while (option + 4 <= end) {
            int size = Wire.getShort(packet, option + 2);
            if (option + 4 + size > end) {
                return false;
            }
            if (Wire.getShort(packet, option) == COOKIE && cookieLength == 0) {
                if (!Cookies.isLength(size)) {
                    return false;
                }
                cookieAt = option + 4;
                cookieLength = size;
            }
            option += 4 + size;
        }
        return option == end;
    }
}
