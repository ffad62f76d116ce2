package io.coddiwomple.app.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a user's demo is: {@code cw/demo} in {@code $XDG_RUNTIME_DIR}, or {@code /tmp/cw-<uid>/demo} where there is no
 * such folder. Nobody else may enter it, as keys are in it and whoever reaches its socket commands the demo.
 *
 * @param path short enough for the socket in it
 */
public record DemoFolder(Path path) {
    /** The kernel's limit for the path of a socket is 108 bytes with the zero at its end (Linux, unix(7)). */
    private static final int LONGEST_SOCKET = 107;

    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

    /** The folder of the user who runs this. Nothing is made. */
    public static DemoFolder ofThisUser() throws IOException {
        return of(System.getenv());
    }

    /** The folder of the user who runs this with some environment. */
    static DemoFolder of(Map<String, String> environment) throws IOException {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path base = !runtime.isEmpty() && Files.isDirectory(Path.of(runtime))
                ? Path.of(runtime, "cw")
                : Path.of("/tmp", "cw-" + Files.getAttribute(self(), "unix:uid"));
        var folder = new DemoFolder(base.toAbsolutePath().resolve("demo"));
        int length = folder.socket().toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_SOCKET) {
            throw new IOException(folder.socket() + " has " + length + " bytes, and the path of a socket may have "
                    + LONGEST_SOCKET + "; set XDG_RUNTIME_DIR to a folder with a shorter name");
        }
        return folder;
    }

    /** Where the demo listens for commands. */
    public Path socket() {
        return path.resolve("control.sock");
    }

    /** The file that whoever runs the demo keeps locked, with its process id in it. */
    Path lock() {
        return path.resolve("lock");
    }

    /** What the meshes keep while they run. */
    public Path meshes() {
        return path.resolve("run");
    }

    /** Makes the folder unless it is there. */
    void create() throws IOException {
        for (Path folder : List.of(base(), path)) {
            try {
                Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWN));
            } catch (FileAlreadyExistsException there) {
                // Whoever made it: what counts is whose it is.
                check(folder);
            }
        }
    }

    /** Removes the folder when nothing is in it any more. */
    void removeIfEmpty() throws IOException {
        for (Path folder : List.of(path, base())) {
            try {
                Files.deleteIfExists(folder);
            } catch (java.nio.file.DirectoryNotEmptyException used) {
                return;
            }
        }
    }

    /**
     * Whether the folder is there.
     *
     * @throws IOException when others own or may enter it
     */
    boolean exists() throws IOException {
        if (!Files.exists(base(), LinkOption.NOFOLLOW_LINKS) || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        check(base());
        check(path);
        return true;
    }

    /** The user who runs this. */
    static UserPrincipal user() throws IOException {
        return Files.getOwner(self());
    }

    private Path base() {
        Path base = path.getParent();
        return base == null ? path : base;
    }

    private static Path self() {
        Path self = Path.of("/proc/self");
        return Files.exists(self) ? self : Path.of(System.getProperty("user.home"));
    }

    private static void check(Path folder) throws IOException {
        String advice = "; remove it, or set XDG_RUNTIME_DIR to a folder of your own";
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is no folder, and the demo needs one of that name" + advice);
        }
        UserPrincipal owner = Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS);
        if (!owner.equals(user())) {
            throw new IOException(folder + " belongs to " + owner.getName()
                    + ", who could read the demo's keys and command it" + advice);
        }
        Set<PosixFilePermission> others =
                EnumSet.copyOf(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS));
        others.removeAll(OWN);
        if (!others.isEmpty()) {
            throw new IOException(folder + " may be entered by other users, who could read the demo's keys and command"
                    + " it" + advice);
        }
    }
}
