package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds clusters that sign with one private key. Where no source holds it, that is no fault: an authority outside of the
 * clusters may sign for several of them, and certificates do not tell.
 */
public final class SharedKeys {
    private SharedKeys() {}

    /** Adds a problem for every key that several clusters sign with. */
    public static void check(List<Observation> observations, Problems problems) {
        Map<PublicKey, SortedMap<String, Observation>> users = new HashMap<>();
        Set<PublicKey> held = new HashSet<>();
        for (Observation observation : observations) {
            X509Certificate signer = observation.signer();
            if (signer != null && observation.isSignerSure()) {
                users.computeIfAbsent(signer.getPublicKey(), _ -> new TreeMap<>())
                        .putIfAbsent(observation.cluster(), observation);
                if (observation.withKey()) {
                    held.add(signer.getPublicKey());
                }
            }
        }
        users.keySet().retainAll(held);
        for (SortedMap<String, Observation> clusters : users.values()) {
            X509Certificate signer = clusters.firstEntry().getValue().signer();
            if (clusters.size() > 1 && signer != null) {
                problems.add(
                        Code.KEY_SHARED,
                        Place.file(clusters.lastEntry().getValue().source()),
                        "clusters " + String.join(" and ", clusters.keySet()) + " sign with one private key, that of "
                                + Chains.name(signer)
                                + ", so whoever takes it from one has it of all, and nobody can tell which of them"
                                + " signed; issue to each a key of its own");
            }
        }
    }
}
