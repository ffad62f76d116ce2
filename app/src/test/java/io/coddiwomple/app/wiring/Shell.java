package io.coddiwomple.app.wiring;

import io.coddiwomple.app.files.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs command lines in this process, and keeps what they print. */
final class Shell {
    private byte[] stdin = {};
    private boolean colourful;

    Shell stdin(String text) {
        stdin = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    Shell colourful() {
        colourful = true;
        return this;
    }

    Result run(String... words) {
        return run(List.of(words));
    }

    Result run(List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(stdin), out, new PrintStream(err, true, StandardCharsets.UTF_8), colourful);
        int code = Cw.run(words, terminal);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What one command line came to. */
    record Result(int code, String out, String err) {}
}
