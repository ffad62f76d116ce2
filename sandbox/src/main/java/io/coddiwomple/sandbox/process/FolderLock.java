package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A file in a folder whose lock says whose the folder is. The system gives the lock back when its process ends. */
final class FolderLock implements AutoCloseable {
    private static final String NAME = "lock";
    private static final int ATTEMPTS = 20;

    /**
     * The files that this process has locked. Opening one of these again, and closing it, would give the lock back
     * (fcntl(2), as FileLock says too).
     */
    private static final Set<Path> TAKEN = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Makes a folder, unless it is there. */
    @FunctionalInterface
    interface Making {
        void make() throws IOException;
    }

    /** @throws RunFolderInUse when another process has it, or this one */
    static FolderLock take(Path folder, Making making) throws IOException {
        Path file = folder.resolve(NAME).toAbsolutePath();
        synchronized (TAKEN) {
            if (TAKEN.contains(file)) {
                throw new RunFolderInUse(
                        folder, Long.toString(ProcessHandle.current().pid()));
            }
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                making.make();
                FolderLock lock = attempt(folder, file);
                if (lock != null) {
                    TAKEN.add(file);
                    return lock;
                }
            }
        }
        throw new RunFolderInUse(folder, "");
    }

    /** The lock, or null when whoever had it removed the file at the same moment. */
    private static @Nullable FolderLock attempt(Path folder, Path file) throws IOException {
        FileChannel channel;
        Object before;
        try {
            create(file);
            before = key(file);
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException gone) {
            return null;
        }
        boolean held = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new RunFolderInUse(folder, owner(file));
            }
            if (before == null || !before.equals(key(file))) {
                return null;
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            held = true;
            return new FolderLock(file, channel);
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException there) {
            // Somebody's, or left by somebody.
            return;
        }
    }

    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    private static String owner(Path file) throws IOException {
        try {
            String said = Files.readString(file).strip();
            return said.matches("[0-9]{1,10}") ? said : "";
        } catch (NoSuchFileException gone) {
            return "";
        }
    }

    /** Removes all of the folder but the lock's file. */
    static void removeContent(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!entry.endsWith(NAME)) {
                    FileTree.remove(entry);
                }
            }
        }
    }

    /** Removes the file. The lock is held on, of which others that had opened the file before learn. */
    void removeFile() throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void close() throws IOException {
        synchronized (TAKEN) {
            TAKEN.remove(file);
            channel.close();
        }
    }
}
