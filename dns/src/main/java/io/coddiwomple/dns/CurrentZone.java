package io.coddiwomple.dns;

/** The zone that is answered from. A new one takes its place at once and as a whole. For any number of threads. */
final class CurrentZone {
    private volatile Zone zone;

    CurrentZone(Zone zone) {
        this.zone = zone;
    }

    Zone get() {
        return zone;
    }

    void set(Zone next) {
        zone = next;
    }
}
