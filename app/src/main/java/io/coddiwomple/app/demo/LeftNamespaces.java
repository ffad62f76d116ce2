package io.coddiwomple.app.demo;

import io.coddiwomple.sandbox.netns.Namespaces;
import io.coddiwomple.sandbox.process.Leftovers;
import java.io.IOException;

/** The network namespaces of a run, which all have names that begin with the run's. */
final class LeftNamespaces implements Leftovers {
    static final String KIND = "namespaces";

    private static final int DIGITS = 36;

    /** A name that no other run has while this one is there, of at most eight letters and digits. */
    static String nameOfThisRun() {
        return "d" + Long.toString(ProcessHandle.current().pid(), DIGITS);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String counted(int number) {
        return number == 1 ? "its network namespaces" : "network namespaces of " + number + " runs";
    }

    @Override
    public boolean remove(String name) throws IOException {
        return !Namespaces.cleanUp(name).isEmpty();
    }
}
