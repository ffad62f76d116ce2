package io.coddiwomple.app.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file that is there as a whole or not at all: written beside its place, forced to disk, then renamed. Until then, and
 * when the process is asked to end, closing removes it. Owned by one thread; only its removal at the process's end is not.
 */
final class PendingFile implements AutoCloseable {
    /** How the name of every file begins that is not yet in its place. */
    static final String PREFIX = ".cw-pending-";

    private static final int BUFFER = 1 << 16;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Set<Path> PENDING = ConcurrentHashMap.newKeySet();

    /** Taken while files come and go, and for good once the process ends: nothing may appear after the removal. */
    private static final Semaphore CHANGES = new Semaphore(1);

    private final Path place;
    private final Path beside;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(PendingFile::removeAll, "cw-pending-files"));
    }

    /** Writes content to be put in a place later. */
    PendingFile(Path place, Content content) throws IOException {
        this.place = place;
        Path name = place.getFileName();
        this.beside = place.resolveSibling(
                PREFIX + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet() + "-" + name);
        CHANGES.acquireUninterruptibly();
        PENDING.add(beside);
        try (FileChannel channel = FileChannel.open(
                        beside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        } catch (IOException | RuntimeException | Error failed) {
            close();
            throw failed;
        } finally {
            CHANGES.release();
        }
    }

    Path beside() {
        return beside;
    }

    /** Puts the file in its place. What was there is gone, unless this fails. */
    void moveIntoPlace() throws IOException {
        CHANGES.acquireUninterruptibly();
        try {
            Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
            PENDING.remove(beside);
        } catch (AtomicMoveNotSupportedException impossible) {
            throw new FileSystemException(place.toString(), null, "the file system cannot rename atomically");
        } finally {
            CHANGES.release();
        }
    }

    /** Forces renames and removals in a folder to disk. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes the file if it is not yet in its place. */
    @Override
    public void close() throws IOException {
        if (PENDING.remove(beside)) {
            Files.deleteIfExists(beside);
        }
    }

    /** Removes what processes left that were killed without a chance to do it themselves. */
    static void removeAbandoned(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path entry : entries) {
                String rest = String.valueOf(entry.getFileName()).substring(PREFIX.length());
                int dash = rest.indexOf('-');
                boolean numbered =
                        dash > 0 && dash < 10 && rest.chars().limit(dash).allMatch(Character::isDigit);
                if (numbered
                        && ProcessHandle.of(Long.parseLong(rest.substring(0, dash)))
                                .isEmpty()) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private static void removeAll() {
        CHANGES.acquireUninterruptibly();
        for (Path path : PENDING) {
            // Nobody is left to tell of a failure; the next run removes what stays.
            boolean _ = path.toFile().delete();
        }
    }
}
