package io.coddiwomple.app.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A folder of files that {@code cw} writes and removes, and that may hold files of others. New content is staged first;
 * nothing that was there changes before all of it is on disk. Owned by one thread.
 */
public final class OutputFolder implements AutoCloseable {
    private static final String UNCHANGED = "what was there is unchanged";
    private static final String SOME_NEW = "some files are new and others old, so run cw again when it can be written";

    private final Path folder;
    private final boolean created;
    private final String writer;
    private final Checksums checksums;
    private final Map<String, PendingFile> staged = new LinkedHashMap<>();
    private boolean moving;

    private OutputFolder(Path folder, boolean created, String writer, Checksums checksums) {
        this.folder = folder;
        this.created = created;
        this.writer = writer;
        this.checksums = checksums;
    }

    /**
     * What was done, each list sorted.
     *
     * @param written files with new content
     * @param unchanged files that already held it
     * @param removed files of earlier runs that are not wanted any more
     * @param replaced written files that somebody had changed since {@code cw} wrote them
     * @param kept files that are not wanted any more but that somebody has changed
     */
    public record Outcome(
            List<String> written,
            List<String> unchanged,
            List<String> removed,
            List<String> replaced,
            List<String> kept) {}

    /**
     * Opens a folder, and makes it if there is none.
     *
     * @param writer the command that writes, which removes no files of others that share the folder
     */
    public static OutputFolder open(String shown, String writer) throws OutputFailed {
        try {
            Path folder = Path.of(shown);
            boolean fresh = !Files.exists(folder);
            Files.createDirectories(folder);
            PendingFile.removeAbandoned(folder);
            return new OutputFolder(folder, fresh, writer, Checksums.of(folder));
        } catch (FileAlreadyExistsException file) {
            throw new OutputFailed(file.getMessage() + " is a file, and -o dir needs a folder", file);
        } catch (IOException | InvalidPathException failed) {
            throw failure(shown, failed, UNCHANGED);
        }
    }

    /**
     * Writes the content of a file, not yet to its place.
     *
     * @param name without a path
     */
    public void stage(String name, Content content) throws IOException {
        if (name.indexOf('/') >= 0 || name.startsWith(".")) {
            throw new OutputFailed("\"" + name + "\" cannot be the name of a file in " + folder);
        }
        try {
            staged.put(name, new PendingFile(folder.resolve(name), content));
        } catch (FileSystemException failed) {
            throw failure(folder.toString(), failed, UNCHANGED);
        } catch (OutputFailed failed) {
            throw failed;
        } catch (IOException failed) {
            throw failure(folder.resolve(name).toString(), failed, UNCHANGED);
        }
    }

    /**
     * Puts everything in its place.
     *
     * @param whole whether what was staged is all that this command wants here, so that files of its earlier runs that
     *     are not among it are removed
     */
    public Outcome commit(boolean whole) throws OutputFailed {
        try {
            return commitAll(whole);
        } catch (OutputFailed failed) {
            throw failed;
        } catch (IOException failed) {
            throw failure(folder.toString(), failed, moving ? SOME_NEW : UNCHANGED);
        }
    }

    private Outcome commitAll(boolean whole) throws IOException {
        var outcome = new Outcome(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        // Whoever is ended half-way leaves a list that knows both the old content and the new.
        Checksums meanwhile = checksums.copy();
        Checksums after = checksums.copy();
        for (Map.Entry<String, PendingFile> entry : staged.entrySet()) {
            String sum = Checksums.ofFile(entry.getValue().beside());
            compare(entry.getKey(), sum, outcome);
            meanwhile.add(entry.getKey(), sum, writer);
            after.set(entry.getKey(), sum, writer);
        }
        for (String name : checksums.names()) {
            if (whole && !staged.containsKey(name) && checksums.writer(name).equals(writer)) {
                judgeUnwanted(name, after, outcome);
            }
        }
        if (outcome.written.isEmpty() && outcome.removed.isEmpty() && after.isSameAs(checksums)) {
            return outcome;
        }
        Path list = folder.resolve(Checksums.FILE);
        try (var first = new PendingFile(list, meanwhile::writeTo);
                var last = new PendingFile(list, after::writeTo)) {
            moving = true;
            first.moveIntoPlace();
            for (String name : outcome.written) {
                Objects.requireNonNull(staged.get(name)).moveIntoPlace();
            }
            for (String name : outcome.removed) {
                Files.deleteIfExists(folder.resolve(name));
            }
            last.moveIntoPlace();
            PendingFile.force(folder);
        }
        return outcome;
    }

    /** What a staged file means for the file in its place. */
    private void compare(String name, String sum, Outcome outcome) throws IOException {
        Path place = folder.resolve(name);
        if (!Files.exists(place)) {
            outcome.written.add(name);
            return;
        }
        if (!Files.isRegularFile(place)) {
            throw new OutputFailed(place + " is no file, and cw wants to write one there; move it away");
        }
        String there = Checksums.ofFile(place);
        if (there.equals(sum)) {
            outcome.unchanged.add(name);
        } else if (!checksums.has(name)) {
            throw new OutputFailed(
                    place + " exists and was not written by cw, which replaces only its own files; move it"
                            + " away or choose another folder");
        } else {
            outcome.written.add(name);
            if (!checksums.matches(name, there)) {
                outcome.replaced.add(name);
            }
        }
    }

    /** What becomes of a file of an earlier run that is not wanted any more. */
    private void judgeUnwanted(String name, Checksums after, Outcome outcome) throws IOException {
        Path place = folder.resolve(name);
        if (!Files.isRegularFile(place)) {
            after.remove(name);
        } else if (checksums.matches(name, Checksums.ofFile(place))) {
            outcome.removed.add(name);
            after.remove(name);
        } else {
            outcome.kept.add(name);
        }
    }

    /** Removes what was staged and not committed. */
    @Override
    public void close() throws OutputFailed {
        try {
            for (PendingFile file : staged.values()) {
                file.close();
            }
            if (created && isEmpty()) {
                Files.delete(folder);
            }
        } catch (IOException failed) {
            throw failure(folder.toString(), failed, UNCHANGED);
        }
    }

    private boolean isEmpty() throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }

    private static OutputFailed failure(String shown, Exception failed, String state) {
        if (failed instanceof OutputFailed already) {
            return already;
        }
        return new OutputFailed(shown + " cannot be written: " + OutputFailed.reason(failed) + "; " + state, failed);
    }
}
