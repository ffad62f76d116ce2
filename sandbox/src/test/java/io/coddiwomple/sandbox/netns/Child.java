package io.coddiwomple.sandbox.netns;

import io.coddiwomple.envoy.Proxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that makes namespaces, for what a test cannot do to itself. */
final class Child {
    private Child() {}

    /**
     * Says which process it started in a namespace and how others get there by hand, or what it lacks, and waits for the
     * end of its input.
     */
    public static void main(String[] arguments) throws IOException {
        try {
            Namespaces namespaces = Namespaces.open(arguments[0], Privilege.valueOf(arguments[1]));
            NamespaceSpot spot = namespaces.place("amsterdam", "app", Proxy.Role.SIDECAR, List.of());
            Process process = new ProcessBuilder(spot.proxyCommand(List.of("sleep", "600"))).start();
            System.out.println(process.pid() + " " + String.join(" ", spot.curl("web", 80, "10.96.0.10")));
        } catch (MissingRequirements missing) {
            System.out.println(missing.missing());
        }
        System.in.read();
    }

    /** @param before a program that runs it, such as setpriv with its options */
    static Process start(String run, Privilege privilege, String... before) throws IOException {
        var words = new ArrayList<>(List.of(before));
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(),
                run,
                privilege.name()));
        return new ProcessBuilder(words).redirectErrorStream(true).start();
    }

    static String line(Process process) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        return line == null ? "" : line;
    }
}
