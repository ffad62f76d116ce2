package io.coddiwomple.app.wiring;

import io.coddiwomple.app.files.Terminal;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the build runs to learn which classes the light commands need: the AOT cache is made of them. */
public final class Rehearsal {
    private Rehearsal() {}

    /** Runs the light commands on the folder of examples, without a result. */
    public static void main(String[] arguments) {
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                false);
        for (List<String> words : List.of(List.of("--help"), List.of("version"), List.of("completion", "bash"))) {
            int code = Cw.run(words, terminal);
            if (code != 0) {
                System.exit(code);
            }
        }
        Main.main(new String[] {"--help"});
    }
}
