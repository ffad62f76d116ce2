package io.coddiwomple.sandbox.netns;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** What a run has made on this machine, known by its names. */
final class Leftovers {
    private static final Pattern RUN = Pattern.compile("[a-z0-9]{1,8}");
    private static final Duration END = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private Leftovers() {}

    /**
     * Beginning of the names of all that a run makes.
     *
     * @throws IllegalArgumentException when {@code run} is not 1 to 8 small letters and digits
     */
    static String prefix(String run) {
        if (!RUN.matcher(run).matches()) {
            throw new IllegalArgumentException("run '" + run + "' is not 1 to 8 small letters and digits");
        }
        return "cw-" + run + "-";
    }

    /** Names of namespaces, and of folders of their files, that a run made and did not remove. */
    static List<String> of(String run) throws IOException {
        var found = new TreeSet<>(named(NetNamespace.NAMES, prefix(run)));
        found.addAll(named(NetNamespace.FILES, prefix(run)));
        return List.copyOf(found);
    }

    private static List<String> named(Path folder, String beginning) throws IOException {
        var names = new ArrayList<String>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, beginning + "*")) {
                entries.forEach(entry -> names.add(entry.getFileName().toString()));
            }
        }
        return names;
    }

    /** Ends the processes of namespaces, and removes the namespaces and their files; those that are gone are no error. */
    static void remove(List<String> names) throws IOException {
        for (String name : names) {
            delete(NetNamespace.FILES.resolve(name));
        }
        // As long as they are open here, no namespace that others make is taken for one of them.
        var held = new ArrayList<FileChannel>();
        try {
            var present = new ArrayList<Path>();
            var inodes = new HashSet<String>();
            for (String name : names) {
                Path namespace = NetNamespace.NAMES.resolve(name);
                if (hold(namespace, held)) {
                    present.add(namespace);
                    inodes.add("net:[" + Files.getAttribute(namespace, "unix:ino") + "]");
                }
            }
            end(processes(inodes), inodes);
            delete(present);
            // Nobody finds the way in any more, so this comes to an end.
            for (List<ProcessHandle> late = processes(inodes); !late.isEmpty(); late = processes(inodes)) {
                end(late, inodes);
            }
        } finally {
            for (FileChannel namespace : held) {
                namespace.close();
            }
        }
    }

    private static boolean hold(Path namespace, List<FileChannel> held) throws IOException {
        try {
            held.add(FileChannel.open(namespace));
            return true;
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static void delete(List<Path> namespaces) throws IOException {
        if (namespaces.isEmpty()) {
            return;
        }
        var lines = new StringBuilder();
        namespaces.forEach(
                file -> lines.append("netns delete ").append(file.getFileName()).append('\n'));
        try {
            Tool.run(List.of("ip", "-force", "-batch", "-"), lines.toString());
        } catch (IOException failed) {
            // Two that remove the same at the same time get in each other's way, and nothing stays.
            if (namespaces.stream().anyMatch(Files::exists)) {
                throw failed;
            }
        }
    }

    private static List<ProcessHandle> processes(Set<String> namespaces) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid() && isIn(process, namespaces))
                .toList();
    }

    private static void end(List<ProcessHandle> processes, Set<String> namespaces) throws IOException {
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : processes) {
            awaitEnd(process, namespaces);
        }
    }

    private static boolean isIn(ProcessHandle process, Set<String> namespaces) {
        return namespace(process).filter(namespaces::contains).isPresent();
    }

    /** Empty of a process that has ended meanwhile, or is none of ours. */
    private static Optional<String> namespace(ProcessHandle process) {
        try {
            Path link = Path.of("/proc", String.valueOf(process.pid()), "ns", "net");
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** One that nobody reaps has no namespace any more, but is still listed. */
    private static void awaitEnd(ProcessHandle process, Set<String> namespaces) throws IOException {
        long deadline = System.nanoTime() + END.toNanos();
        while (isIn(process, namespaces)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("process " + process.pid() + " in a network namespace of the sandbox does not end"
                        + " within " + END.toSeconds() + " s of being killed");
            }
            try {
                process.onExit().get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException again) {
                // Then it is looked at again.
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while process " + process.pid() + " was ending", hurried);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException gone) {
            return;
        }
    }
}
