package io.coddiwomple.sandbox;

import io.coddiwomple.sandbox.apps.Recording;
import io.coddiwomple.sandbox.apps.WireTap;
import io.coddiwomple.sandbox.place.Placement;
import java.util.List;

/** Hears what passes to a gateway, until it is closed. Methods may be called from any thread. */
public final class Tap implements AutoCloseable {
    private final WireTap wire;
    private final Placement.Detour detour;
    private final Runnable changed;

    /** @param changed told when calls are to take the direct way again */
    Tap(WireTap wire, Placement.Detour detour, Runnable changed) {
        this.wire = wire;
        this.detour = detour;
        this.changed = changed;
    }

    /** What passed lately, the latest last. */
    public List<Recording> recordings() {
        return wire.recordings();
    }

    /** Open connections through it are reset. */
    @Override
    public void close() {
        detour.close();
        wire.close();
        changed.run();
    }
}
