package io.coddiwomple.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ends of several things, of which each comes, whatever becomes of the others. Owned by one thread. */
final class Teardown {
    private final List<Ending> endings = new ArrayList<>();

    /** Ends one thing. */
    @FunctionalInterface
    interface Ending {
        void end() throws IOException;
    }

    void add(Ending ending) {
        endings.add(ending);
    }

    /** Ends them in the order in which they were added. The first failure is thrown, and has the others with it. */
    void end() throws IOException {
        Exception first = null;
        for (Ending ending : endings) {
            try {
                ending.end();
            } catch (IOException | RuntimeException failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        rethrow(first);
    }

    /** Ends them, after something else failed, and adds to that failure what fails now. */
    void endAfter(Throwable failure) {
        try {
            end();
        } catch (IOException | RuntimeException stays) {
            failure.addSuppressed(stays);
        }
    }

    private static void rethrow(@Nullable Exception failure) throws IOException {
        switch (failure) {
            case null -> {}
            case IOException io -> throw io;
            case RuntimeException bug -> throw bug;
            default -> throw new IllegalStateException(failure);
        }
    }
}
