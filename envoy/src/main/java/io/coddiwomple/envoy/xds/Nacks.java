package io.coddiwomple.envoy.xds;

import io.envoyproxy.controlplane.server.DiscoveryServerCallbacks;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Remembers what proxies took and refused. Safe for use by many threads: everything is guarded by this object. */
final class Nacks implements DiscoveryServerCallbacks {
    /** Enough to see what happened; the oldest go first, and are counted. */
    static final int KEPT = 256;

    /** What one stream was sent and not yet answered, by nonce; answers come in order. */
    private final Map<Long, Map<String, String>> sent = new HashMap<>();

    /** What a proxy has, by node and type, as long as the stream is open on which it said so. */
    private final Map<String, Taken> taken = new HashMap<>();

    private record Taken(long stream, String version) {}

    private final Deque<Nack> all = new ArrayDeque<>();
    private final Map<String, Nack> standing = new LinkedHashMap<>();
    private long dropped;

    /** The newest {@value #KEPT}, oldest first. */
    synchronized List<Nack> all() {
        return List.copyOf(all);
    }

    /** Those of what is served now. */
    synchronized List<Nack> standing() {
        return List.copyOf(standing.values());
    }

    /** How many are no longer in {@link #all}. */
    synchronized long dropped() {
        return dropped;
    }

    /** The version of a type that a connected proxy has; empty when it has none. */
    synchronized String taken(String node, String type) {
        Taken found = taken.get(node + " " + type);
        return found == null ? "" : found.version;
    }

    @Override
    public synchronized void onStreamClose(long stream, String type) {
        sent.remove(stream);
        taken.values().removeIf(one -> one.stream == stream);
    }

    @Override
    public synchronized void onStreamCloseWithError(long stream, String type, Throwable failure) {
        onStreamClose(stream, type);
    }

    @Override
    public void onV3StreamRequest(long stream, DiscoveryRequest request) {
        answer(
                stream,
                request.getNode().getId(),
                request.getTypeUrl(),
                request.getResponseNonce(),
                request.hasErrorDetail(),
                request.getErrorDetail().getMessage());
    }

    @Override
    public void onV3StreamDeltaRequest(long stream, DeltaDiscoveryRequest request) {
        answer(
                stream,
                request.getNode().getId(),
                request.getTypeUrl(),
                request.getResponseNonce(),
                request.hasErrorDetail(),
                request.getErrorDetail().getMessage());
    }

    @Override
    public void onV3StreamResponse(long stream, DiscoveryRequest request, DiscoveryResponse response) {
        remember(stream, response.getNonce(), response.getVersionInfo());
    }

    @Override
    public void onV3StreamDeltaResponse(long stream, DeltaDiscoveryRequest request, DeltaDiscoveryResponse response) {
        remember(stream, response.getNonce(), response.getSystemVersionInfo());
    }

    private synchronized void remember(long stream, String nonce, String version) {
        sent.computeIfAbsent(stream, _ -> new HashMap<>()).put(nonce, version);
    }

    private synchronized void answer(
            long stream, String node, String type, String nonce, boolean refused, String message) {
        if (nonce.isEmpty()) {
            return;
        }
        Map<String, String> open = sent.getOrDefault(stream, Map.of());
        String version = open.getOrDefault(nonce, "");
        if (!open.isEmpty()) {
            open.remove(nonce);
        }
        String key = node + " " + type;
        if (!refused) {
            standing.remove(key);
            taken.put(key, new Taken(stream, version));
            return;
        }
        Nack nack = new Nack(node, type, version, message);
        standing.put(key, nack);
        all.addLast(nack);
        if (all.size() > KEPT) {
            all.removeFirst();
            dropped++;
        }
    }

    /** Forgets a proxy that is gone. */
    synchronized void forget(String node) {
        standing.values().removeIf(nack -> nack.node().equals(node));
    }

    /**
     * Forgets what a proxy refused and is no longer served. When it already has what is served instead, it is sent
     * nothing and says nothing.
     *
     * @param current version that is served, by URL of a type
     */
    synchronized void served(String node, UnaryOperator<String> current) {
        standing.values()
                .removeIf(nack -> nack.node().equals(node) && !nack.version().equals(current.apply(nack.type())));
    }
}
