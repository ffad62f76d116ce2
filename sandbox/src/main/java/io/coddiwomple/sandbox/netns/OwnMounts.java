package io.coddiwomple.sandbox.netns;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes the folders where {@code ip netns} keeps things for a process with mounts of its own that may not write to their
 * parents: a parent is covered by a folder in memory, with all that was in it at the same names.
 */
final class OwnMounts {
    /** Linux, include/uapi/linux/mount.h: MS_BIND and MS_REC. */
    private static final long BIND_WITH_ALL_BELOW = 4096 | 16384;

    private static final MethodHandle MOUNT =
            CLibrary.function("mount", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));

    private OwnMounts() {}

    /** Gives this process empty ones of its own; they are gone with its mounts. */
    static void make() throws IOException {
        for (Path folder : List.of(NetNamespace.NAMES, NetNamespace.FILES)) {
            cover(Objects.requireNonNull(folder.getParent()), folder);
            Files.createDirectory(folder);
        }
    }

    private static void cover(Path folder, Path left) throws IOException {
        var entries = new ArrayList<Path>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(entries::add);
        }
        // The way to what is covered.
        int below = NamespaceSwitch.open(folder);
        try {
            mount("tmpfs", folder, "tmpfs", 0, "mode=755");
            Path old = Path.of("/proc/self/fd", Integer.toString(below));
            for (Path entry : entries) {
                if (!entry.equals(left)) {
                    show(old.resolve(entry.getFileName()), entry);
                }
            }
        } finally {
            NamespaceSwitch.close(below);
        }
    }

    private static void show(Path old, Path entry) throws IOException {
        try {
            if (Files.isSymbolicLink(old)) {
                Files.createSymbolicLink(entry, Files.readSymbolicLink(old));
                return;
            }
            if (Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(entry);
            } else {
                Files.createFile(entry);
            }
            mount(old.toString(), entry, "", BIND_WITH_ALL_BELOW, "");
        } catch (IOException failed) {
            if (Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
                throw failed;
            }
            // It was removed in this moment, and so it is here.
            Files.deleteIfExists(entry);
        }
    }

    private static void mount(String source, Path target, String type, long flags, String options) throws IOException {
        CLibrary.call("mounting " + source + " at " + target, (arena, state) -> {
            MemorySegment from = arena.allocateFrom(source);
            MemorySegment to = arena.allocateFrom(target.toString());
            MemorySegment kind = type.isEmpty() ? MemorySegment.NULL : arena.allocateFrom(type);
            MemorySegment data = options.isEmpty() ? MemorySegment.NULL : arena.allocateFrom(options);
            return (int) MOUNT.invokeExact(state, from, to, kind, flags, data);
        });
    }
}
