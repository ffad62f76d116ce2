package io.coddiwomple.dns;

/** The OPT record of an answer (RFC 6891 section 6.1.2). */
final class Edns {
    /** What a client gets over UDP without saying how much it takes (RFC 1035 section 4.2.1). */
    static final int PLAIN_PAYLOAD = 512;

    /** The most that is sent over UDP: no path fragments it (RFC 9715 section 3). */
    static final int PAYLOAD = 1232;

    private static final int FIXED = 11;
    private static final int COOKIE_OPTION = 10;

    /** The longest OPT record that is sent. */
    static final int LONGEST = FIXED + 4 + Cookies.LENGTH;

    private Edns() {}

    /**
     * Writes the record and returns where it ends.
     *
     * @param cookie whether a whole cookie is to be filled in, as the option's last {@link Cookies#LENGTH} bytes
     */
    static int write(byte[] out, int start, int extendedRcode, boolean dnssecOk, boolean cookie) {
        out[start] = 0;
        Wire.putShort(out, start + 1, Wire.TYPE_OPT);
        Wire.putShort(out, start + 3, PAYLOAD);
        out[start + 5] = (byte) extendedRcode;
        out[start + 6] = 0;
        Wire.putShort(out, start + 7, dnssecOk ? 0x8000 : 0);
        Wire.putShort(out, start + 9, cookie ? 4 + Cookies.LENGTH : 0);
        if (!cookie) {
            return start + FIXED;
        }
        Wire.putShort(out, start + FIXED, COOKIE_OPTION);
        Wire.putShort(out, start + FIXED + 2, Cookies.LENGTH);
        return start + LONGEST;
    }
}
