package io.coddiwomple.app.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Finds the files of a folder that are worth reading. Owned by one thread. */
final class FolderWalk {
    static final int MOST_FILES = 100_000;
    static final int DEEPEST = 64;

    private final BiConsumer<String, String> unreadable;
    private final boolean written;
    private final List<Found> found = new ArrayList<>();
    private final Set<Path> entered = new HashSet<>();
    private boolean tooMany;
    private boolean passedOver;

    /**
     * @param unreadable takes a path as the user would write it, and what is wrong with it
     * @param written whether files are wanted that {@code cw} itself wrote with {@code -o dir}
     */
    FolderWalk(BiConsumer<String, String> unreadable, boolean written) {
        this.unreadable = unreadable;
        this.written = written;
    }

    /**
     * A file.
     *
     * @param shown its path as the user would write it
     */
    record Found(Path path, String shown) {}

    /**
     * Every {@code .yaml}, {@code .yml} and {@code .json} file of a folder and of the folders in it, in name order.
     * What begins with a dot is passed over, and so is what {@code cw} wrote where that is not wanted; a folder that
     * links lead to again is read once.
     */
    List<Found> files(Path folder, String shown) {
        enter(folder, shown, 0);
        if (tooMany) {
            unreadable.accept(
                    shown, "this folder holds more than the limit of " + MOST_FILES + " files; give its parts");
            return List.of();
        }
        if (found.isEmpty()) {
            unreadable.accept(
                    shown,
                    "this folder holds no .yaml, .yml or .json file"
                            + (passedOver ? " but what cw wrote, which it does not read again" : ""));
        }
        return found;
    }

    private void enter(Path folder, String shown, int depth) {
        if (depth > DEEPEST) {
            unreadable.accept(shown, "this folder is deeper than the limit of " + DEEPEST + " folders in one another");
            return;
        }
        List<Path> inside;
        Checksums own;
        try (Stream<Path> entries = Files.list(folder)) {
            if (!entered.add(folder.toRealPath())) {
                return;
            }
            inside = entries.limit(MOST_FILES + 1L).sorted().toList();
            own = written ? new Checksums() : Checksums.of(folder);
        } catch (IOException failed) {
            unreadable.accept(shown, "this folder cannot be read: " + failed.getMessage());
            return;
        }
        for (Path entry : inside) {
            String name = String.valueOf(entry.getFileName());
            String path = shown.endsWith("/") ? shown + name : shown + "/" + name;
            passedOver |= own.has(name);
            if (name.startsWith(".") || own.has(name) || tooMany) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                enter(entry, path, depth + 1);
            } else if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
                found.add(new Found(entry, path));
                tooMany = found.size() > MOST_FILES;
            }
        }
    }
}
