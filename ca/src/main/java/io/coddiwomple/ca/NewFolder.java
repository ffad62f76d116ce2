package io.coddiwomple.ca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The folder of an authority that is about to be made. Until it has a root, it can be taken back. */
final class NewFolder {
    private final Path folder;
    /** The folders that were not there, the innermost first. */
    private final Deque<Path> folders = new ArrayDeque<>();

    private NewFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes it, or leaves everything as it was. */
    static NewFolder make(Path folder) throws IOException {
        var made = new NewFolder(folder.toAbsolutePath());
        try {
            made.make();
        } catch (IOException | UnsupportedOperationException failed) {
            made.remove();
            throw failed;
        }
        return made;
    }

    private void make() throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = folder; path != null && !Files.exists(path); path = path.getParent()) {
            missing.push(path);
        }
        for (Path path : missing) {
            if (path.equals(folder)) {
                PrivateFiles.makeFolder(path);
            } else {
                Files.createDirectory(path);
            }
            folders.push(path);
        }
        // Where somebody adds everything to Git, no key goes along.
        put(AuthorityFolder.IGNORE, "*\n");
        put(AuthorityFolder.MARKER, AuthorityFolder.MARKER_TEXT);
        PrivateFiles.force(folder);
    }

    private void put(String name, String text) throws IOException {
        Path pending = folder.resolve(AuthorityFolder.PENDING + name);
        PrivateFiles.remove(pending);
        PrivateFiles.write(pending, text.getBytes(StandardCharsets.UTF_8));
        Files.move(pending, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what was made; everything stays when there is something else in it, as a key may be. */
    void remove() throws IOException {
        try {
            Files.deleteIfExists(folder.resolve(AuthorityFolder.ROOTS));
            for (String name : List.of(AuthorityFolder.IGNORE, AuthorityFolder.MARKER)) {
                PrivateFiles.remove(folder.resolve(AuthorityFolder.PENDING + name));
                Files.deleteIfExists(folder.resolve(name));
            }
            for (Path path : folders) {
                Files.deleteIfExists(path);
            }
        } catch (DirectoryNotEmptyException used) {
            // Somebody else's by now.
            return;
        }
    }
}
