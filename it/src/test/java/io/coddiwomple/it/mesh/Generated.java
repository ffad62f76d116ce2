package io.coddiwomple.it.mesh;

import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.app.wiring.Cw;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code cw gen -f - -o dir=DIR} made of an input.
 *
 * @param folder holds {@code <cluster>.yaml} for each cluster
 * @param findings what it said on standard error
 */
record Generated(Path folder, String findings) {
    /**
     * Runs the whole program in this process.
     *
     * @param input resources as YAML, given on standard input
     * @param existing by cluster, the objects that it has already
     * @throws IllegalArgumentException when the input is refused
     */
    static Generated from(String input, Map<String, String> existing, Path folder) {
        var words = new ArrayList<>(List.of("gen", "-v", "-f", "-", "-o", "dir=" + folder));
        existing.forEach((cluster, objects) -> {
            Path file =
                    WorkFolder.write(folder.resolveSibling(folder.getFileName() + "-" + cluster + ".yaml"), objects);
            words.addAll(List.of("--from", cluster + "=" + file));
        });
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int exit = Cw.run(words, terminal);
        String said = err.toString(StandardCharsets.UTF_8);
        if (exit != 0) {
            throw new IllegalArgumentException("cw gen ended with " + exit + ": " + said + "\n" + input);
        }
        return new Generated(folder, said);
    }

    /** The text for one cluster, as it was written. */
    String of(String cluster) {
        return WorkFolder.read(folder.resolve(cluster + ".yaml"));
    }
}
