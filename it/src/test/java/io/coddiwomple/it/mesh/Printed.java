package io.coddiwomple.it.mesh;

import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.app.wiring.Cw;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What {@code cw} printed when it was run in this process. */
final class Printed {
    private Printed() {}

    /**
     * Runs the whole program.
     *
     * @param stdin what it may read
     * @throws IllegalArgumentException when it does not end well
     */
    static String by(String stdin, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int exit = Cw.run(List.of(words), terminal);
        if (exit != 0) {
            throw new IllegalArgumentException(String.join(" ", words) + " ended with " + exit + ": "
                    + err.toString(StandardCharsets.UTF_8) + "\n" + stdin);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
