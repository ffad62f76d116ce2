package io.coddiwomple.dns;

import java.util.Arrays;

/**
 * A zone in the sense of RFC 1035: a suffix, or a range of addresses.
 *
 * @param labels how many labels its name has
 * @param authority its SOA record, whose owner is to be patched to where the domain's name stands
 * @param nameServer its NS record, owned by the question's name
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and read for every "no".
record Domain(int labels, byte[] authority, byte[] nameServer) {
    /** Whether domains differ in nothing but their serial numbers. */
    static boolean areSame(Domain[] some, Domain[] others) {
        if (some.length != others.length) {
            return false;
        }
        for (int i = 0; i < some.length; i++) {
            if (!some[i].isSameAs(others[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean isSameAs(Domain other) {
        int serial = authority.length - RecordBytes.FROM_SERIAL;
        int after = serial + Integer.BYTES;
        return labels == other.labels
                && authority.length == other.authority.length
                && Arrays.equals(authority, 0, serial, other.authority, 0, serial)
                && Arrays.equals(authority, after, authority.length, other.authority, after, authority.length)
                && Arrays.equals(nameServer, other.nameServer);
    }
}
