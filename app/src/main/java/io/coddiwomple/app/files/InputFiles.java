package io.coddiwomple.app.files;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.spec.Input;
import io.coddiwomple.yaml.Limits;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what the user names on the command line. Whatever cannot be read is a problem. Owned by one thread. */
public final class InputFiles {
    /** The path that stands for standard input. */
    public static final String STDIN = "-";

    /** How much all files together may hold: what is read is kept until it is understood. */
    static final long TOTAL_BYTES = 256L << 20;

    private static final String STDIN_SHOWN = "<stdin>";

    private final InputStream stdin;
    private final Limits limits;
    private final Problems problems;
    private final List<Input> inputs = new ArrayList<>();
    private final Set<Taken> taken = new HashSet<>();
    private long total;
    private boolean stdinUsed;

    public InputFiles(InputStream stdin, Limits limits, Problems problems) {
        this.stdin = stdin;
        this.limits = limits;
        this.problems = problems;
    }

    /** A file that was read, by whatever name. */
    private record Taken(Path file, Input.Role role) {}

    /** What was read so far, in the order of the calls and of names. */
    public List<Input> inputs() {
        return inputs;
    }

    /**
     * Reads a file, or every {@code .yaml}, {@code .yml} and {@code .json} file of a folder and its folders in name
     * order, or standard input. A file that is named twice is read once.
     */
    public void add(String path, Input.Role role) {
        add(path, role, true);
    }

    /** Reads one file, or standard input. */
    public void addFile(String path, Input.Role role) {
        add(path, role, false);
    }

    private void add(String shown, Input.Role role, boolean folders) {
        if (shown.equals(STDIN)) {
            standardInput(role);
            return;
        }
        Path path;
        try {
            path = Path.of(shown);
        } catch (InvalidPathException noPath) {
            unreadable(shown, "this is no path: " + noPath.getReason());
            return;
        }
        if (Files.isDirectory(path)) {
            if (folders) {
                // Objects in the folder of -o dir are what cw makes of resources, and none themselves.
                new FolderWalk(this::unreadable, !(role instanceof Input.Resources))
                        .files(path, shown)
                        .forEach(found -> file(found.path(), found.shown(), role));
            } else {
                unreadable(shown, "this is a folder, and one file is wanted here; -f reads folders");
            }
        } else {
            file(path, shown, role);
        }
    }

    private void standardInput(Input.Role role) {
        if (stdinUsed) {
            unreadable(
                    STDIN_SHOWN,
                    "standard input is asked for twice, and it can be read once; give the other input as a file");
            return;
        }
        stdinUsed = true;
        read(stdin, -1, STDIN_SHOWN, role);
    }

    private void file(Path path, String shown, Input.Role role) {
        boolean opened = path.startsWith("/dev") || path.startsWith("/proc");
        if (!Files.exists(path)) {
            unreadable(shown, "there is no such file or folder" + neighbour(path));
        } else if (!Files.isRegularFile(path) && !opened) {
            // A pipe that nobody writes would be waited for without end; what a shell opened for us is under /dev.
            unreadable(shown, "this is no file but a pipe, socket or device; use - for standard input");
        } else if (!Files.isReadable(path)) {
            unreadable(shown, "this file may not be read by the user that runs cw; change its permissions");
        } else {
            try (InputStream stream = new FileInputStream(path.toFile())) {
                if (Files.isRegularFile(path) && !taken.add(new Taken(path.toRealPath(), role))) {
                    return;
                }
                read(stream, Files.isRegularFile(path) ? Files.size(path) : -1, shown, role);
            } catch (IOException failed) {
                unreadable(shown, "reading failed: " + failed.getMessage());
            }
        }
    }

    /** Reads one byte more than allowed at most, however much a growing file or a stream has. */
    private void read(InputStream stream, long size, String shown, Input.Role role) {
        if (size > limits.fileBytes()) {
            problems.add(limits.tooLarge(shown, size));
            return;
        }
        byte[] content;
        try {
            content = stream.readNBytes(limits.fileBytes() + 1);
        } catch (IOException failed) {
            unreadable(shown, "reading failed: " + failed.getMessage());
            return;
        }
        if (content.length > limits.fileBytes()) {
            problems.add(limits.tooLarge(shown, content.length));
            return;
        }
        boolean fitted = total <= TOTAL_BYTES;
        total += content.length;
        if (total <= TOTAL_BYTES) {
            inputs.add(new Input(shown, content, role));
        } else if (fitted) {
            problems.add(
                    Code.LIMIT_EXCEEDED,
                    Place.file(shown),
                    "with this file all inputs together exceed the limit of " + (TOTAL_BYTES >> 20)
                            + " MiB; run cw for parts of them");
        }
    }

    /** A file of a similar name beside one that does not exist. */
    private static String neighbour(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        Path name = path.getFileName();
        if (parent == null || name == null || !Files.isDirectory(parent)) {
            return "";
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            List<String> names = siblings.limit(10_000)
                    .map(sibling -> String.valueOf(sibling.getFileName()))
                    .toList();
            return Suggestion.ending(name.toString(), names);
        } catch (IOException unlisted) {
            return "";
        }
    }

    private void unreadable(String shown, String message) {
        problems.add(Code.UNREADABLE, Place.file(shown), message);
    }
}
