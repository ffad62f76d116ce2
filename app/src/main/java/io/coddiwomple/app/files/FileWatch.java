package io.coddiwomple.app.files;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices that files change: by what the system tells, and by a look at them every few seconds, as editors replace files,
 * mounts tell nothing, and Kubernetes swaps a link above them. Owned by one thread.
 */
public final class FileWatch implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(2);
    /** A change counts when nothing else changed for so long, so that half a file is rarely read. */
    private static final Duration QUIET = Duration.ofMillis(100);

    private static final int MOST_QUIET_ROUNDS = 20;
    /** Looking may take this part of the time at most. */
    private static final int RARELY = 20;

    private final List<String> paths;
    private final @Nullable WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private Map<String, String> seen = Map.of();

    /** @param paths files and folders, as {@link InputFiles} takes them; standard input is not watched */
    public FileWatch(List<String> paths) {
        this.paths =
                paths.stream().filter(path -> !path.equals(InputFiles.STDIN)).toList();
        this.service = open();
    }

    private static @Nullable WatchService open() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException none) {
            // The system has no more of them to give; a look every few seconds does it, too.
            return null;
        }
    }

    /** Takes the files as they are now for known. To be called before they are read, so that no change is missed. */
    public void remember() {
        seen = look();
    }

    /**
     * Waits until the files differ from what they were when they were remembered, and have come to rest.
     *
     * @param most how long to wait at most
     * @return whether they differ
     */
    public boolean await(Duration most) throws InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        long period = PERIOD.toNanos();
        while (true) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            pause(Math.min(left, period));
            long start = System.nanoTime();
            Map<String, String> now = look();
            period = Math.max(PERIOD.toNanos(), (System.nanoTime() - start) * RARELY);
            if (!now.equals(seen)) {
                settle(now);
                return true;
            }
        }
    }

    private void settle(Map<String, String> first) throws InterruptedException {
        Map<String, String> before = first;
        for (int i = 0; i < MOST_QUIET_ROUNDS; i++) {
            TimeUnit.NANOSECONDS.sleep(QUIET.toNanos());
            Map<String, String> now = look();
            if (now.equals(before)) {
                return;
            }
            before = now;
        }
    }

    /** Waits for an event, or for so long. */
    private void pause(long nanos) throws InterruptedException {
        if (service == null) {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return;
        }
        WatchKey key = service.poll(nanos, TimeUnit.NANOSECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = service.poll();
        }
    }

    /** What tells whether a file is another one or was written, by its path; and asks to be told of changes. */
    private Map<String, String> look() {
        var found = new TreeMap<String, String>();
        Set<Path> folders = new HashSet<>();
        for (String shown : paths) {
            try {
                look(Path.of(shown), shown, found, folders);
            } catch (InvalidPathException noPath) {
                found.put(shown, "no path");
            }
        }
        watch(folders);
        return found;
    }

    private static void look(Path path, String shown, Map<String, String> found, Set<Path> folders) {
        if (Files.isDirectory(path)) {
            folders.add(path);
            new FolderWalk((unreadable, why) -> found.put(unreadable, why), true)
                    .files(path, shown)
                    .forEach(file -> {
                        found.put(file.shown(), mark(file.path()));
                        addFolders(file.path(), folders);
                    });
        } else {
            found.put(shown, mark(path));
            addFolders(path, folders);
        }
    }

    /** The folder of a file, and that of what it leads to. */
    private static void addFolders(Path file, Set<Path> folders) {
        addParent(file.toAbsolutePath(), folders);
        try {
            if (Files.isSymbolicLink(file)) {
                addParent(file.toRealPath(), folders);
            }
        } catch (IOException leadsNowhere) {
            folders.remove(file);
        }
    }

    private static void addParent(Path file, Set<Path> folders) {
        Path parent = file.getParent();
        if (parent != null) {
            folders.add(parent);
        }
    }

    private static String mark(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.size() + " "
                    + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        } catch (IOException gone) {
            return "gone";
        }
    }

    private void watch(Set<Path> folders) {
        if (service == null) {
            return;
        }
        keys.entrySet().removeIf(entry -> {
            boolean needed =
                    folders.contains(entry.getKey()) && entry.getValue().isValid();
            if (!needed) {
                entry.getValue().cancel();
            }
            return !needed;
        });
        for (Path folder : folders) {
            if (!keys.containsKey(folder)) {
                try {
                    keys.put(
                            folder,
                            folder.register(
                                    service,
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_DELETE,
                                    StandardWatchEventKinds.ENTRY_MODIFY));
                } catch (IOException unwatched) {
                    // Gone meanwhile, or the system watches no more; the look every few seconds remains.
                    keys.remove(folder);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            if (service != null) {
                service.close();
            }
        } catch (IOException closedAnyway) {
            keys.clear();
        }
    }
}
