package io.coddiwomple.envoy;

import java.util.List;
import java.util.SortedMap;

/** What became of a mesh's resources. */
public sealed interface Translation {
    /**
     * Every resource was understood.
     *
     * @param configs by {@link Proxy#node}
     */
    record Complete(SortedMap<String, ProxyConfig> configs) implements Translation {}

    /**
     * At least one resource was not understood. Nothing is translated, as leaving one out can turn encryption or a check
     * off.
     *
     * @param refusals all of them, sorted, at least one
     */
    record Refused(List<Refusal> refusals) implements Translation {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
