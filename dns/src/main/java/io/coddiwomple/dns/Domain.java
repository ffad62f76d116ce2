package io.coddiwomple.dns;

/**
 * A zone in the sense of RFC 1035: a suffix, or a range of addresses.
 *
 * @param labels how many labels its name has
 * @param authority its SOA record, whose owner is to be patched to where the domain's name stands
 * @param nameServer its NS record, owned by the question's name
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and read for every "no".
record Domain(int labels, byte[] authority, byte[] nameServer) {}
