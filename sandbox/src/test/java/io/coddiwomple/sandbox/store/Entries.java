package io.coddiwomple.sandbox.store;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Manifest;
import java.util.Collections;

/** ServiceEntries for tests. */
public final class Entries {
    private Entries() {}

    /** One of the namespace {@code shop}. */
    public static Manifest of(String name, Fields.Builder spec) {
        return new Manifest(
                "networking.istio.io/v1",
                "ServiceEntry",
                "shop",
                name,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                spec.build());
    }
}
