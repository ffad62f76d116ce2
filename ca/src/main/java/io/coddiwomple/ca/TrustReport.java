package io.coddiwomple.ca;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Shape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which clusters can call each other, as far as certificates and trust domains decide: in mutual TLS each side verifies
 * the other's chain with its own roots, and the serving side takes callers of its own trust domain and of the aliases
 * that its mesh config lists. Immutable; a function of its inputs alone.
 *
 * @param observations by cluster, then by source
 * @param pairs by caller, then by serving cluster
 */
public record TrustReport(List<Observation> observations, List<Pair> pairs) {
    /** Whether a pair of clusters can talk. */
    public enum State {
        GOOD,
        CANNOT,
        /** Something that decides it is not known. */
        UNKNOWN
    }

    /**
     * A cluster that calls another.
     *
     * @param services what it calls there, sorted; empty when no services are known
     * @param reasons why it cannot, or what is not known; empty for a good pair
     */
    public record Pair(String from, String to, List<String> services, State state, List<String> reasons) {}

    private record Key(String from, String to) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = from.compareTo(other.from);
            return order == 0 ? to.compareTo(other.to) : order;
        }
    }

    /**
     * Judges every pair that shares a service, or every pair when no services are known.
     *
     * @param federation what says who calls whom, or null
     */
    public static TrustReport of(@Nullable Federation federation, List<Observation> observations, Instant now) {
        var byCluster = new TreeMap<String, List<Observation>>();
        for (Observation observation : observations) {
            byCluster
                    .computeIfAbsent(observation.cluster(), _ -> new ArrayList<>())
                    .add(observation);
        }
        SortedMap<Key, List<String>> calls = federation == null ? everyPair(byCluster.keySet()) : calls(federation);
        var verdicts = new Verdicts(now);
        var pairs = new ArrayList<Pair>();
        calls.forEach((key, services) ->
                pairs.add(new Judgement(federation, byCluster, verdicts).of(key.from, key.to, List.copyOf(services))));
        var sorted = new ArrayList<Observation>();
        byCluster.values().forEach(sorted::addAll);
        return new TrustReport(List.copyOf(sorted), List.copyOf(pairs));
    }

    /** Whether every pair can talk, and this is known. */
    public boolean isGood() {
        return pairs.stream().allMatch(pair -> pair.state == State.GOOD);
    }

    private static SortedMap<Key, List<String>> everyPair(Iterable<String> clusters) {
        var pairs = new TreeMap<Key, List<String>>();
        for (String from : clusters) {
            for (String to : clusters) {
                if (!from.equals(to)) {
                    pairs.put(new Key(from, to), List.of());
                }
            }
        }
        return pairs;
    }

    private static SortedMap<Key, List<String>> calls(Federation federation) {
        var pairs = new TreeMap<Key, List<String>>();
        for (GlobalService service : federation.services()) {
            for (Backend backend : service.backends()) {
                Cluster server = federation.cluster(backend.cluster());
                if (server == null || shape(federation, service, server) == Shape.INGRESS) {
                    // The serving gateway ends these calls, and no workload's certificate is shown.
                    continue;
                }
                for (Cluster client : federation.clusters()) {
                    if (!client.name().equals(server.name())
                            && service.clients().clusters().contains(client.name())) {
                        pairs.computeIfAbsent(new Key(client.name(), server.name()), _ -> new ArrayList<>())
                                .add(service.id());
                    }
                }
            }
        }
        return pairs;
    }

    private static Shape shape(Federation federation, GlobalService service, Cluster server) {
        Shape own = service.shape();
        Shape ofCluster = server.shape();
        return own != null ? own : ofCluster != null ? ofCluster : federation.shape();
    }
}
