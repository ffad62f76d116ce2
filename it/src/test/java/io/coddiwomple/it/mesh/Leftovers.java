package io.coddiwomple.it.mesh;

import io.coddiwomple.sandbox.netns.NetNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What labs have made, known by its names, which carry the process id of their maker. */
final class Leftovers {
    private static final String NAME = "cwlab-";

    private Leftovers() {}

    /** Beginning of the names of all that this process makes. */
    static String prefix() {
        return prefix(ProcessHandle.current().pid());
    }

    private static String prefix(long pid) {
        return NAME + pid + "-";
    }

    /** Removes what runs that were killed left behind. */
    static void clearOld() {
        List<String> all = new ArrayList<>(named(NetNamespace.NAMES, NAME));
        all.addAll(named(NetNamespace.FILES, NAME));
        all.addAll(named(folders(), NAME));
        all.stream().map(Leftovers::owner).distinct().filter(pid -> !alive(pid)).forEach(pid -> {
            var names = new TreeSet<>(named(NetNamespace.NAMES, prefix(pid)));
            names.addAll(named(NetNamespace.FILES, prefix(pid)));
            remove(List.copyOf(names));
            named(folders(), prefix(pid))
                    .forEach(name -> WorkFolder.delete(folders().resolve(name)));
        });
    }

    /** What this process made and did not remove: namespaces, folders. */
    static List<String> mine() {
        List<String> left = new ArrayList<>(named(NetNamespace.NAMES, prefix()));
        left.addAll(named(NetNamespace.FILES, prefix()));
        left.addAll(named(folders(), prefix()));
        return left;
    }

    private static void remove(List<String> namespaces) {
        try {
            NetNamespace.remove(namespaces);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path folders() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static long owner(String name) {
        String rest = name.substring(NAME.length());
        return Long.parseLong(rest.substring(0, Math.max(0, rest.indexOf('-'))));
    }

    /** A process id that was given to another program since is nobody's. */
    private static boolean alive(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> command.endsWith("java"))
                .isPresent();
    }

    private static List<String> named(Path folder, String beginning) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches(beginning + ".*") && name.matches(NAME + "[0-9]+-.*"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
