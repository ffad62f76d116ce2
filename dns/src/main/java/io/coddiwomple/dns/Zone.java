package io.coddiwomple.dns;

import java.util.Arrays;
import java.util.SortedSet;

/**
 * A zone, ready to answer: every name that exists by its number, and its records as they go into a message. Immutable,
 * for any number of threads; {@link ZoneCompiler} makes it.
 */
public final class Zone {
    private static final int NONE = -1;

    private final NameTable names;
    private final int[] domains;
    private final int[] wildcards;
    private final int[] sections;
    private final byte[] records;
    private final Pointers pointers;
    private final Domain[] allDomains;
    private final byte[] anyRefused;
    private final byte[] pointerHead;
    private final int largest;
    private final SortedSet<String> suffixes;
    private final int hosts;
    private final int serial;

    /**
     * @param data what it was made of, which is not kept: it takes more memory than all of this
     * @param domains by name, the domain that it lies within
     * @param wildcards by name, the number of its child {@code *}, or -1
     * @param sections by name, where its records begin, or -1: those of type A and AAAA, each preceded by how many bytes
     *     they have
     * @param pointers by address, the number of its host's name
     * @param largest the most bytes that the records of one name and type have
     */
    Zone(
            ZoneData data,
            NameTable names,
            int[] domains,
            int[] wildcards,
            int[] sections,
            byte[] records,
            Pointers pointers,
            Domain[] allDomains,
            int largest) {
        this.suffixes = data.suffixes();
        this.hosts = data.hosts().size();
        this.serial = data.serial();
        this.names = names;
        this.domains = domains;
        this.wildcards = wildcards;
        this.sections = sections;
        this.records = records;
        this.pointers = pointers;
        this.allDomains = allDomains;
        this.largest = Math.max(largest, RecordBytes.FIXED + WireName.LONGEST);
        this.anyRefused = new RecordBytes(32).anyRefused(data.ttl()).toBytes();
        this.pointerHead = new RecordBytes(RecordBytes.FIXED)
                .begin(Wire.TYPE_PTR, data.ttl(), 0)
                .toBytes();
    }

    /** Makes a zone of its data. */
    public static Zone of(ZoneData data) {
        return new ZoneCompiler(data).compile();
    }

    /** The domains that it answers for; none lies within another. */
    public SortedSet<String> suffixes() {
        return suffixes;
    }

    /** How many hosts are answered, wildcards among them. */
    public int hosts() {
        return hosts;
    }

    /** The number of this state of the zone (RFC 1982). */
    public int serial() {
        return serial;
    }

    /** Whether two zones answer alike, whatever their serial numbers. */
    public boolean answersAs(Zone other) {
        return hosts == other.hosts
                && names.isSameAs(other.names)
                && Arrays.equals(records, other.records)
                && Arrays.equals(sections, other.sections)
                && pointers.isSameAs(other.pointers)
                && Arrays.equals(domains, other.domains)
                && Arrays.equals(anyRefused, other.anyRefused)
                && Domain.areSame(allDomains, other.allDomains);
    }

    /** A name's number, or -1 when it does not exist. */
    int find(WireName name) {
        return names.find(name, 0);
    }

    /** The closest ancestor that exists (RFC 4592 section 3.3.1), or -1 when the name is outside of every domain. */
    int encloser(WireName name) {
        int found = NONE;
        for (int label = 1; label < name.labels() && found < 0; label++) {
            found = names.find(name, label);
        }
        return found;
    }

    Domain domain(int name) {
        return allDomains[domains[name]];
    }

    /** The number of the child {@code *}, or -1. */
    int wildcard(int name) {
        return wildcards[name];
    }

    /** Whether a name has any records of its own, not counting an apex's. */
    boolean hasRecords(int name) {
        return sections[name] >= 0;
    }

    /** Where the records of a type begin: two bytes that say how many bytes follow; -1 when there are none. */
    int section(int name, int type) {
        int at = sections[name];
        if (at < 0) {
            return NONE;
        }
        if (type == Wire.TYPE_AAAA) {
            at += 2 + Wire.getShort(records, at);
        } else if (type != Wire.TYPE_A) {
            return NONE;
        }
        return Wire.getShort(records, at) == 0 ? NONE : at;
    }

    /** The number of the name that an address has, {@link Pointers#PARENT} or {@link Pointers#NONE}. */
    int pointer(ReverseName address) {
        return pointers.find(address);
    }

    /** The bytes of all names, among which each has its own. */
    NameTable names() {
        return names;
    }

    byte[] records() {
        return records;
    }

    /** A record of type PTR without its data, whose length is yet to be put at its end. */
    byte[] pointerHead() {
        return pointerHead;
    }

    byte[] anyRefused() {
        return anyRefused;
    }

    /** How long a message may get that holds the longest question, the largest answer and an OPT record with a cookie. */
    int largestMessage() {
        return Math.min(Wire.LARGEST, Wire.HEADER + WireName.LONGEST + 4 + largest + Edns.LONGEST);
    }
}
