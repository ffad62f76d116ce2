package io.coddiwomple.app.wiring;

import io.coddiwomple.app.files.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the build runs to learn which classes commands need: the AOT caches are made of them. */
public final class Rehearsal {
    private Rehearsal() {}

    /**
     * Runs commands without a result; the JVM that ends here makes the cache.
     *
     * @param arguments the cache's name, {@code cw}, {@code resources}, {@code dns} or {@code demo}, and the folder of examples
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("dns")) {
            DnsRehearsal.run(arguments[1]);
            return;
        }
        if (arguments[0].equals("demo")) {
            DemoRehearsal.run();
            return;
        }
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                false);
        String examples = arguments[1];
        for (List<String> words : arguments[0].equals("resources") ? resources(examples) : light(examples)) {
            Cw.run(words, terminal);
        }
        Main.main(new String[] {"--help"});
    }

    private static List<List<String>> light(String examples) {
        String clusters = examples + "/2018/clusters.json";
        String services = examples + "/2018/services.json";
        return List.of(
                List.of("gen", "--cluster-file", clusters, "--service-file", services),
                List.of("vip", "--cluster-file", clusters, "--service-file", services),
                List.of("gen", "--hlep"),
                List.of("version"));
    }

    private static List<List<String>> resources(String examples) {
        String mesh = examples + "/bookinfo-two-clusters";
        return List.of(
                List.of("gen", "-f", mesh), List.of("gen", "-f", mesh, "-o", "json"), List.of("vip", "-f", mesh));
    }
}
