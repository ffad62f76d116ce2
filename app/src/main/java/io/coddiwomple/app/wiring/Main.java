package io.coddiwomple.app.wiring;

import io.coddiwomple.app.files.Terminal;
import java.util.List;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] words) {
        System.exit(Cw.run(List.of(words), Terminal.standard()));
    }
}
