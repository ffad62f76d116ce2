package io.coddiwomple.app.files;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A small text file that is read, changed and put back as a whole. Owned by one thread. */
public final class LedgerFile {
    /** Larger ones are no ledgers: a million names make 60 MB. */
    private static final long LARGEST = 64L << 20;

    private final String shown;
    private final Path path;
    private final String text;

    private LedgerFile(String shown, Path path, String text) {
        this.shown = shown;
        this.path = path;
        this.text = text;
    }

    /** Reads a file; one that does not exist is empty. What cannot be read is a problem, and the result is null. */
    public static @Nullable LedgerFile open(String shown, Problems problems) {
        return read(shown, true, problems);
    }

    /** Reads a file to know what is in it: one that does not exist is a problem, too. */
    public static @Nullable LedgerFile openExisting(String shown, Problems problems) {
        return read(shown, false, problems);
    }

    private static @Nullable LedgerFile read(String shown, boolean mayBeMissing, Problems problems) {
        try {
            Path path = Path.of(shown);
            if (!Files.exists(path)) {
                if (mayBeMissing) {
                    return new LedgerFile(shown, path, "");
                }
                throw new IOException("there is none here, and without it names would get other addresses than the"
                        + " meshes know; cw gen --ledger makes one, and so does cw vip");
            }
            if (!Files.isRegularFile(path)) {
                throw new IOException("this is no file");
            }
            // A link stays a link: what it leads to is replaced.
            path = path.toRealPath();
            if (Files.size(path) > LARGEST) {
                throw new IOException("this file is larger than the limit of " + (LARGEST >> 20) + " MiB");
            }
            return new LedgerFile(shown, path, Files.readString(path));
        } catch (CharacterCodingException notText) {
            problems.add(Code.NOT_UTF8, Place.file(shown), "the ledger is not UTF-8 text, so it was not written by cw");
        } catch (IOException | InvalidPathException failed) {
            problems.add(Code.UNREADABLE, Place.file(shown), "the ledger cannot be read: " + failed.getMessage());
        }
        return null;
    }

    /** The path as the user wrote it. */
    public String shown() {
        return shown;
    }

    /** What the file held when it was opened. */
    public String text() {
        return text;
    }

    /** Writes results to somewhere else. */
    @FunctionalInterface
    public interface Results {
        void write() throws IOException;
    }

    /**
     * Replaces the text, unless the results that depend on it cannot be written. It is on disk before they are begun, and
     * in its place after. A reader who saw only a part of the results has seen results.
     */
    public void update(String changed, Results results) throws IOException {
        if (changed.equals(text)) {
            results.write();
            return;
        }
        try (PendingFile pending = stage(changed)) {
            try {
                results.write();
            } catch (ReaderGone enough) {
                pending.moveIntoPlace();
                throw enough;
            }
            pending.moveIntoPlace();
        }
    }

    private PendingFile stage(String changed) throws OutputFailed {
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return new PendingFile(path, out -> out.write(changed.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failed) {
            throw new OutputFailed(
                    "ledger " + shown + " cannot be written: " + OutputFailed.reason(failed)
                            + "; what was there is unchanged",
                    failed);
        }
    }
}
