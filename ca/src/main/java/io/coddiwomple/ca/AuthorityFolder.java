package io.coddiwomple.ca;

import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder of an authority. Every set of files that belong together is a folder of its own, written once and never
 * changed, and a link says which of them counts: a set is replaced as a whole or not at all, and what it replaces stays.
 * Owned by one thread; while it is open for writing, a lock keeps other processes from writing too.
 */
final class AuthorityFolder implements AutoCloseable {
    static final String MARKER = ".cw-ca";
    static final String MARKER_TEXT =
            "# A certificate authority of cw ca. There are private keys here: for its owner only.\nlayout: 1\n";
    static final String IGNORE = ".gitignore";
    static final String ROOTS = "roots";
    static final String ISSUED = "issued";
    static final String CLUSTERS = "clusters";
    static final String ROOT = "root";
    static final String NEXT_ROOT = "next-root";

    /** How the names of what is not finished begin. */
    static final String PENDING = ".pending-";

    private final String shown;
    private final Path folder;
    private final @Nullable FileChannel lock;
    private final @Nullable NewFolder made;

    private AuthorityFolder(String shown, Path folder, @Nullable FileChannel lock, @Nullable NewFolder made) {
        this.shown = shown;
        this.folder = folder;
        this.lock = lock;
        this.made = made;
    }

    /** Opens the folder of an authority to read it, or returns null with a problem. */
    static @Nullable AuthorityFolder open(String shown, Problems problems) throws StorageFailed {
        var check = new FolderCheck(shown, problems);
        Path folder = check.path();
        try {
            return folder == null || !check.isAuthority(folder) ? null : new AuthorityFolder(shown, folder, null, null);
        } catch (IOException failed) {
            throw StorageFailed.unread(shown, failed);
        }
    }

    /** Opens it to write to it, or returns null with a problem. */
    static @Nullable AuthorityFolder openLocked(String shown, Problems problems) throws StorageFailed {
        AuthorityFolder reading = open(shown, problems);
        return reading == null ? null : reading.locked(null);
    }

    /** Makes the folder of an authority, or opens one that is there already; null with a problem for anything else. */
    static @Nullable AuthorityFolder make(String shown, Problems problems) throws StorageFailed {
        var check = new FolderCheck(shown, problems);
        Path folder = check.path();
        if (folder == null) {
            return null;
        }
        if (Files.exists(folder.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)) {
            return openLocked(shown, problems);
        }
        try {
            if (Files.exists(folder) && !check.isFree(folder)) {
                return null;
            }
            return new AuthorityFolder(shown, folder, null, null).locked(NewFolder.make(folder));
        } catch (StorageFailed known) {
            throw known;
        } catch (IOException failed) {
            throw StorageFailed.unchanged(shown, failed);
        } catch (UnsupportedOperationException noPermissions) {
            throw new StorageFailed(
                    shown + " is on a file system without permissions, where everybody could read a private key; choose"
                            + " another folder",
                    noPermissions);
        }
    }

    /** @param made what was made for it, or null when it was there */
    private AuthorityFolder locked(@Nullable NewFolder made) throws StorageFailed {
        try {
            FileChannel channel = FileChannel.open(folder.resolve(MARKER), StandardOpenOption.WRITE);
            try {
                var own = new AuthorityFolder(shown, folder, channel, made);
                own.lockAndTidy();
                return own;
            } catch (IOException failed) {
                // What was made is of use to whoever has the lock.
                channel.close();
                throw failed;
            }
        } catch (StorageFailed known) {
            throw known;
        } catch (IOException failed) {
            throw StorageFailed.unchanged(shown, failed);
        }
    }

    private void lockAndTidy() throws IOException {
        if (lock == null || !isLocked(lock)) {
            throw new StorageFailed(
                    "another cw ca is at work in " + shown + "; run this again when it has ended", null);
        }
        removeAbandoned();
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    /** Removes what processes left that were ended half-way; none is at work, for the lock is ours. */
    private void removeAbandoned() throws IOException {
        for (String part : List.of("", ROOTS, ISSUED, CLUSTERS)) {
            Path parent = folder.resolve(part);
            if (Files.isDirectory(parent)) {
                for (String name : PrivateFiles.names(parent)) {
                    if (name.startsWith(PENDING)) {
                        PrivateFiles.remove(parent.resolve(name));
                    }
                }
            }
        }
    }

    /** The folder as the user wrote it, and something in it. */
    String shown(String inside) {
        return shown + "/" + inside;
    }

    String shown() {
        return shown;
    }

    /** Where a link leads now; null when there is none. */
    @Nullable Path current(String link) throws StorageFailed {
        try {
            return folder.resolve(link).toRealPath();
        } catch (NoSuchFileException none) {
            return null;
        } catch (IOException failed) {
            throw StorageFailed.unread(shown(link), failed);
        }
    }

    /** The clusters that have a set of files, sorted. */
    List<String> clusters() throws StorageFailed {
        return names(CLUSTERS);
    }

    /** All roots that were ever made here, sorted. */
    List<String> roots() throws StorageFailed {
        return names(ROOTS);
    }

    private List<String> names(String part) throws StorageFailed {
        Path all = folder.resolve(part);
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try {
            return PrivateFiles.names(all).stream()
                    .filter(name -> !name.startsWith("."))
                    .toList();
        } catch (IOException failed) {
            throw StorageFailed.unread(shown, failed);
        }
    }

    /** The link of a cluster's set. */
    static String ofCluster(String cluster) {
        return CLUSTERS + "/" + cluster;
    }

    /**
     * Writes a new set of files and makes a link lead to it.
     *
     * @param link {@link #ROOT}, {@link #NEXT_ROOT} or {@link #ofCluster}
     * @param kind {@link #ROOTS} or {@link #ISSUED}
     * @param id the set's name, which no other has
     * @param files by name
     */
    void replace(String link, String kind, String id, Map<String, byte[]> files) throws StorageFailed {
        Path parent = folder.resolve(kind);
        Path pending = parent.resolve(PENDING + id);
        try {
            PrivateFiles.makeFolder(parent);
            PrivateFiles.makeFolder(pending);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                PrivateFiles.write(pending.resolve(file.getKey()), file.getValue());
            }
            PrivateFiles.force(pending);
            Files.move(pending, parent.resolve(id), StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.force(parent);
            point(link, kind + "/" + id);
        } catch (IOException failed) {
            try {
                PrivateFiles.remove(pending);
            } catch (IOException stays) {
                failed.addSuppressed(stays);
            }
            throw StorageFailed.unchanged(shown(link), failed);
        }
    }

    /** Makes a link lead to where another leads, and removes that one. */
    void move(String from, String to) throws StorageFailed {
        try {
            point(to, Files.readSymbolicLink(folder.resolve(from)).toString());
            Files.delete(folder.resolve(from));
            PrivateFiles.force(folder);
        } catch (IOException failed) {
            throw StorageFailed.unchanged(shown(to), failed);
        }
    }

    /** Removes a link; where it led to stays. */
    void remove(String link) throws StorageFailed {
        try {
            Files.delete(folder.resolve(link));
            PrivateFiles.force(folder);
        } catch (IOException failed) {
            throw StorageFailed.unchanged(shown(link), failed);
        }
    }

    private void point(String link, String target) throws IOException {
        int slash = link.lastIndexOf('/');
        Path parent = slash < 0 ? folder : folder.resolve(link.substring(0, slash));
        PrivateFiles.makeFolder(parent);
        Path pending = parent.resolve(PENDING + link.substring(slash + 1));
        Files.deleteIfExists(pending);
        Files.createSymbolicLink(pending, Path.of(slash < 0 ? target : "../" + target));
        Files.move(pending, folder.resolve(link), StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.force(parent);
    }

    @Override
    public void close() throws StorageFailed {
        try {
            if (made != null && !Files.exists(folder.resolve(ROOT), LinkOption.NOFOLLOW_LINKS)) {
                made.remove();
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException failed) {
            throw StorageFailed.unread(shown(MARKER), failed);
        }
    }
}
