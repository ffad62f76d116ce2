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

    /** Runs the light commands on the folder of examples, without a result; the JVM that ends here makes the cache. */
    public static void main(String[] arguments) {
        String examples = arguments[0];
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                false);
        String clusters = examples + "/2018/clusters.json";
        String services = examples + "/2018/services.json";
        for (List<String> words : List.of(
                List.of("gen", "--cluster-file", clusters, "--service-file", services),
                List.of("vip", "--cluster-file", clusters, "--service-file", services),
                List.of("gen", "-f", examples + "/bookinfo-two-clusters"),
                List.of("gen", "-f", examples + "/bookinfo-two-clusters", "-o", "json"),
                List.of("gen", "--hlep"),
                List.of("version"))) {
            Cw.run(words, terminal);
        }
        Main.main(new String[] {"--help"});
    }
}
