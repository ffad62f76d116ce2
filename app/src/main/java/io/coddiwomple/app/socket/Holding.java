package io.coddiwomple.app.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The right to run the demo of a user, which one process has at a time. The kernel takes it back when the process ends,
 * however that happens. Owned by one thread.
 */
public final class Holding implements AutoCloseable {
    private static final int LONGEST = 20;

    private final DemoFolder folder;
    private final FileChannel channel;

    private Holding(DemoFolder folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Somebody else has it. */
    public static final class Held extends Exception {
        private static final long serialVersionUID = 1L;

        Held(OptionalLong holder) {
            super("a demo is running already"
                    + (holder.isPresent() ? ", as process " + holder.getAsLong() : "")
                    + "; use it (cw demo status), or end it first (cw demo down)");
        }
    }

    /** Takes it. The folder is made if need be. */
    public static Holding take(DemoFolder folder) throws IOException, Held {
        while (true) {
            folder.create();
            Holding taken = attempt(folder);
            if (taken != null) {
                return taken;
            }
        }
    }

    /**
     * Null when the one who had it removed the file in between. No other channel of this process may be open on the
     * file, nor be closed: that would give the lock back (fcntl(2)).
     */
    private static @Nullable Holding attempt(DemoFolder folder) throws IOException, Held {
        FileChannel channel;
        Object before;
        try {
            make(folder.lock());
            before = identity(folder.lock());
            channel = FileChannel.open(folder.lock(), StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException removed) {
            return null;
        }
        boolean kept = false;
        try {
            if (!isLocked(channel)) {
                throw new Held(holder(folder));
            }
            kept = before.equals(identity(folder.lock()));
            if (kept) {
                String self = ProcessHandle.current().pid() + "\n";
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(self.getBytes(StandardCharsets.US_ASCII)), 0);
            }
            return kept ? new Holding(folder, channel) : null;
        } catch (NoSuchFileException removed) {
            return null;
        } finally {
            if (!kept) {
                channel.close();
            }
        }
    }

    private static void make(Path file) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException left) {
            // Somebody has it, or was killed: its lock will tell.
            identity(file);
        }
    }

    /** What tells a file from another one that has its name later. */
    private static Object identity(Path file) throws IOException {
        return String.valueOf(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException withinThisProcess) {
            return false;
        }
    }

    /** The process that runs the demo, or ran it last; empty when none says so. */
    static OptionalLong holder(DemoFolder folder) throws IOException {
        Path file = folder.lock();
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (NoSuchFileException removed) {
            return OptionalLong.empty();
        }
        boolean number =
                !text.isEmpty() && text.length() < LONGEST && text.chars().allMatch(Character::isDigit);
        return number ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /** Whether it is the right to this folder. */
    boolean isOf(DemoFolder other) {
        return folder.equals(other) && channel.isOpen();
    }

    /** Gives it back, and removes the folder unless something is left in it. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(folder.lock());
        }
        folder.removeIfEmpty();
    }
}
