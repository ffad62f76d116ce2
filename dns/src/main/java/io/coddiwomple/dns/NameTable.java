package io.coddiwomple.dns;

import java.util.Arrays;

/**
 * Numbers names from 0 in the order in which they are added. Open addressing in flat arrays: a lookup reads one place
 * of a table and one of the names' bytes, and a hundred thousand names are three objects for the collector. Filled by one
 * thread, then safe for any number of readers.
 */
final class NameTable {
    private static final int NONE = -1;

    /** The hash above, one more than the name's number below; 0 for a free place. A power of two long. */
    private long[] places;

    private byte[] names;
    private int[] starts;
    private int size;

    /**
     * @param size about how many names there will be
     * @param bytes about how many bytes they have together
     */
    NameTable(int size, int bytes) {
        places = new long[Integer.highestOneBit(Math.max(size, 16)) * 4];
        names = new byte[Math.max(bytes, WireName.LONGEST)];
        starts = new int[Math.max(size, 16) + 1];
    }

    /** The number of an ancestor of a name, or -1. */
    int find(WireName name, int label) {
        return find(name.bytes(), name.start(label), name.length(), name.hash(label));
    }

    private int find(byte[] name, int from, int to, int hash) {
        int mask = places.length - 1;
        for (int at = hash & mask; places[at] != 0; at = (at + 1) & mask) {
            long place = places[at];
            int number = (int) place - 1;
            if ((int) (place >>> 32) == hash
                    && Arrays.equals(name, from, to, names, starts[number], starts[number + 1])) {
                return number;
            }
        }
        return NONE;
    }

    /** Adds an ancestor of a name that is not there yet, and returns its number. */
    int add(WireName name, int label) {
        int from = name.start(label);
        int bytes = name.length() - from;
        int start = starts[size];
        if (start + bytes > names.length) {
            names = Arrays.copyOf(names, names.length + names.length / 2 + WireName.LONGEST);
        }
        System.arraycopy(name.bytes(), from, names, start, bytes);
        if (size + 2 > starts.length) {
            starts = Arrays.copyOf(starts, starts.length + starts.length / 2);
        }
        starts[size + 1] = start + bytes;
        if (size * 2 >= places.length) {
            grow();
        }
        put(places, ((long) name.hash(label) << 32) | (size + 1));
        return size++;
    }

    private void grow() {
        long[] larger = new long[places.length * 2];
        for (long place : places) {
            if (place != 0) {
                put(larger, place);
            }
        }
        places = larger;
    }

    private static void put(long[] places, long place) {
        int mask = places.length - 1;
        int at = (int) (place >>> 32) & mask;
        while (places[at] != 0) {
            at = (at + 1) & mask;
        }
        places[at] = place;
    }

    int size() {
        return size;
    }

    /** Whether it has the same names by the same numbers. */
    boolean isSameAs(NameTable other) {
        return size == other.size
                && Arrays.equals(starts, 0, size + 1, other.starts, 0, size + 1)
                && Arrays.equals(names, 0, starts[size], other.names, 0, starts[size]);
    }

    /** Where a name's bytes begin, with those of the next name behind them. */
    int start(int number) {
        return starts[number];
    }

    /** The bytes of all names. */
    byte[] bytes() {
        return names;
    }
}
