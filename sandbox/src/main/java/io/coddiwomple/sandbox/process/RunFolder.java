package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The folder of the one demo that a user has up: sockets, configurations and logs of proxies, and a record of all that
 * the run has on the machine, so that the next one can clean up after it when it was killed. It is closed to other users,
 * and its path is short, as sockets need it. Methods may be called from any thread.
 */
public final class RunFolder implements AutoCloseable {
    /** Of a folder below, by {@link #folder}. */
    private static final int LONGEST_NAME = 36;
    /** {@code /<folder>/<socket>} has to fit behind it. */
    private static final int LONGEST_PATH = SocketPath.LONGEST - LONGEST_NAME - 16;

    private static final String RECORDS = "records";
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path path;
    private final FolderLock lock;
    private final Records records;
    private final Map<String, Leftovers> kinds;

    private RunFolder(Path path, FolderLock lock, Records records, Map<String, Leftovers> kinds) {
        this.path = path;
        this.lock = lock;
        this.records = records;
        this.kinds = kinds;
    }

    /**
     * Takes the user's folder, {@code ${XDG_RUNTIME_DIR:-/tmp}/cw-<uid>}, and removes what a run left that was killed.
     *
     * @param kinds what can be left beside processes, always all of them: a run may find another one's
     * @param progress told in one line what was removed, if anything was
     * @throws RunFolderInUse when another process has it
     * @throws IOException when it cannot be had, or not all that was left could be removed; then the record stays
     */
    public static RunFolder open(Surroundings surroundings, List<? extends Leftovers> kinds, Consumer<String> progress)
            throws IOException {
        Path path = place(surroundings);
        var byKind = new LinkedHashMap<String, Leftovers>();
        byKind.put(LeftoverProcesses.KIND, new LeftoverProcesses());
        kinds.forEach(kind -> byKind.put(kind.kind(), kind));
        FolderLock lock = FolderLock.take(path, () -> make(path));
        try {
            clean(path, byKind, progress);
            return new RunFolder(path, lock, Records.open(path.resolve(RECORDS)), byKind);
        } catch (IOException | RuntimeException | Error failed) {
            lock.close();
            throw failed;
        }
    }

    private static Path place(Surroundings surroundings) throws IOException {
        String runtime = surroundings.variable("XDG_RUNTIME_DIR");
        Path base = runtime.startsWith("/") && Files.isDirectory(Path.of(runtime)) ? Path.of(runtime) : Path.of("/tmp");
        Object user = surroundings.user().isPresent()
                ? surroundings.user().getAsLong()
                : Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        Path path = base.resolve("cw-" + user);
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_PATH) {
            throw new IOException("the folder of the demo's sockets would be " + path + ", " + length + " bytes, and "
                    + LONGEST_PATH + " are the most with which their paths stay short enough; set XDG_RUNTIME_DIR to a"
                    + " shorter folder, or to none");
        }
        return path;
    }

    private static void make(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(path, PRIVATE);
            } catch (FileAlreadyExistsException another) {
                // Another process was faster; whose it is, is seen now.
                requireOwn(path);
            } catch (IOException e) {
                throw new IOException(
                        "the folder " + path + ", for the demo's sockets and logs, cannot be made (" + e
                                + "); set XDG_RUNTIME_DIR to a folder of your own",
                        e);
            }
        }
        requireOwn(path);
    }

    /** In a folder like /tmp anybody may have made it. */
    private static void requireOwn(Path path) throws IOException {
        boolean own = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                && Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                && Files.getPosixFilePermissions(path).stream().noneMatch(OTHERS::contains);
        if (!own) {
            throw new IOException(path + " is not a folder that only this user has permissions for, and private keys go"
                    + " through it; see what it is, and remove it or set XDG_RUNTIME_DIR to a folder of your own");
        }
    }

    private static void clean(Path path, Map<String, Leftovers> kinds, Consumer<String> progress) throws IOException {
        if (Files.exists(path.resolve(RECORDS))) {
            Map<Leftovers, Integer> removed;
            try (Records left = Records.open(path.resolve(RECORDS))) {
                removed = remove(left, kinds, path);
            }
            FolderLock.removeContent(path);
            var counted = new ArrayList<String>();
            removed.forEach((kind, number) -> counted.add(kind.counted(number)));
            progress.accept("cleaned up after a demo that was killed: "
                    + (counted.isEmpty() ? "" : String.join(", ", counted) + ", ") + "its folder " + path);
        } else {
            // Killed before it had made anything.
            FolderLock.removeContent(path);
        }
    }

    /** Removes all that is recorded, processes first, then the newest first; tells of all that cannot be. */
    private static Map<Leftovers, Integer> remove(Records records, Map<String, Leftovers> kinds, Path path)
            throws IOException {
        var removed = new LinkedHashMap<Leftovers, Integer>();
        var failures = new ArrayList<String>();
        List<Records.Entry> entries = new ArrayList<>(records.newestFirst());
        entries.sort(Comparator.comparing(entry -> !entry.kind().equals(LeftoverProcesses.KIND)));
        for (Records.Entry entry : entries) {
            Leftovers kind = kinds.get(entry.kind());
            if (kind == null) {
                failures.add(entry.kind() + " " + entry.name() + ": nothing here knows how");
                continue;
            }
            try {
                if (kind.remove(entry.name())) {
                    removed.merge(kind, 1, Integer::sum);
                }
                records.remove(entry);
            } catch (IOException e) {
                failures.add(entry.kind() + " " + entry.name() + ": " + e.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            throw new IOException("not all that a demo had on this machine could be removed ("
                    + String.join("; ", failures) + "); remove it by hand, then the folder " + path);
        }
        return removed;
    }

    /** Where it is: absolute, at most {@value #LONGEST_PATH} bytes long. */
    public Path path() {
        return path;
    }

    /**
     * A folder below, which is there and closed to others. A socket in it may have a name of 14 bytes.
     *
     * @param name such as {@code <cluster>/<workload>}; the folder's is made of it
     */
    public Path folder(String name) throws IOException {
        Path folder = path.resolve(FolderName.of(name, LONGEST_NAME));
        try {
            return Files.createDirectory(folder, PRIVATE);
        } catch (FileAlreadyExistsException there) {
            return folder;
        }
    }

    /**
     * Remembers a thing that is about to be made.
     *
     * @param kind one that this was opened with
     */
    public void record(String kind, String name) throws IOException {
        if (!kinds.containsKey(kind)) {
            throw new IllegalArgumentException("nobody could remove a " + kind);
        }
        records.add(new Records.Entry(kind, name));
    }

    /** Forgets a thing that is gone. */
    public void forget(String kind, String name) throws IOException {
        records.remove(new Records.Entry(kind, name));
    }

    /**
     * Removes what is still recorded, then the folder.
     *
     * @throws IOException when something could not be removed; then the folder stays, for the next run
     */
    @Override
    public void close() throws IOException {
        try (lock;
                records) {
            remove(records, kinds, path);
            FolderLock.removeContent(path);
            lock.removeFile();
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException taken) {
            // The next run has it already, and leaves it as it is to be.
            return;
        }
    }
}
