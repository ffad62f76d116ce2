package io.coddiwomple.sandbox.netns;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The addresses of a run, all within 100.64.0.0/10 (RFC 6598), which neither gateways nor cluster IPs usually are in:
 * cluster N has 100.64.N.0/24, its resolver .1 of that, and names of gateways have what begins with 100.127. Owned by
 * whoever holds it.
 */
final class Addresses {
    private static final int FIRST = 100 << 24 | 64 << 16;
    private static final int OUTER = 100 << 24 | 127 << 16;
    private static final int MOST_CLUSTERS = 63 * 256 - 1;
    private static final int FIRST_POD = 2;
    private static final int LAST_POD = 254;
    static final int MOST_NAMES = 65_534;

    private final Map<Integer, Pool> pods = new HashMap<>();

    /** Numbers in turn, so that a new workload does not get what its predecessor just gave back. */
    private static final class Pool {
        private final BitSet taken = new BitSet();
        private int next = FIRST_POD;
    }

    /**
     * The network of a cluster, such as {@code 100.64.3.0/24}.
     *
     * @param cluster its number, from 1
     */
    static String network(int cluster) {
        return inCluster(cluster, 0) + "/24";
    }

    /** Where a cluster's resolver is. */
    static String resolver(int cluster) {
        return inCluster(cluster, 1);
    }

    private static String inCluster(int cluster, int host) {
        return text(FIRST + cluster * 256 + host);
    }

    private static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    /** @throws IOException when all are taken */
    String takePod(int cluster) throws IOException {
        if (cluster > MOST_CLUSTERS) {
            throw new IOException("there is room for " + MOST_CLUSTERS + " clusters on this machine, and no more");
        }
        Pool pool = pods.computeIfAbsent(cluster, number -> new Pool());
        for (int tried = FIRST_POD; tried <= LAST_POD; tried++) {
            int host = pool.next;
            pool.next = host == LAST_POD ? FIRST_POD : host + 1;
            if (!pool.taken.get(host)) {
                pool.taken.set(host);
                return inCluster(cluster, host);
            }
        }
        throw new IOException("there is room for " + (LAST_POD - FIRST_POD + 1)
                + " workloads with a network namespace in a cluster, and all are taken");
    }

    void givePod(int cluster, String address) {
        Pool pool = pods.get(cluster);
        if (pool != null) {
            pool.taken.clear(Integer.parseInt(address.substring(address.lastIndexOf('.') + 1)));
        }
    }

    /**
     * What a name of a gateway resolves to.
     *
     * @param number from 1 to {@link #MOST_NAMES}
     */
    static String outer(int number) {
        return text(OUTER + number);
    }

    /** Whether an address is one that is handed out here. */
    static boolean contains(String address) {
        String[] parts = address.split("\\.", 3);
        int second = Integer.parseInt(parts[1]);
        return parts[0].equals("100") && second >= 64 && second < 128;
    }
}
