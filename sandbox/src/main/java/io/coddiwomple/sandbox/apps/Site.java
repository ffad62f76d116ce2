package io.coddiwomple.sandbox.apps;

/** What the connections of a server share. Methods may be called from any thread. */
final class Site {
    /** The failing status of a server that does not fail. */
    static final int WELL = 0;

    private final String name;
    private final Pages pages;
    private volatile int failing = WELL;

    Site(String name, Pages pages) {
        this.name = name;
        this.pages = pages;
    }

    /** {@code <cluster>/<workload>}. */
    String name() {
        return name;
    }

    Pages pages() {
        return pages;
    }

    /** The status that every request now gets, or {@link #WELL}. */
    int failing() {
        return failing;
    }

    void fail(int status) {
        failing = status;
    }
}
