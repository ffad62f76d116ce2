package io.coddiwomple.app.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The folder of a user's demo, as commands find it that run without the sandbox's libraries: {@code cw-<uid>} in
 * {@code $XDG_RUNTIME_DIR}, or in {@code /tmp} where there is no such folder. The sandbox makes it, locks it and removes
 * it. Nobody else may enter it: whoever reaches the socket in it commands the demo.
 *
 * @param path absolute, short enough for sockets in it
 */
public record DemoFolder(Path path) {
    private static final Path SELF = Path.of("/proc/self");
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");
    private static final int MOST_DIGITS = 10;

    /** The folder of the user who runs this with some environment. It need not be there. */
    public static DemoFolder of(Map<String, String> environment) throws IOException {
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        Path base = runtime.startsWith("/") && Files.isDirectory(Path.of(runtime)) ? Path.of(runtime) : Path.of("/tmp");
        return new DemoFolder(base.resolve("cw-" + Files.getAttribute(SELF, "unix:uid")));
    }

    /** Where the demo listens for commands. */
    public Path socket() {
        return path.resolve("control.sock");
    }

    /** The process that has the folder, as it wrote into the file that it locks; empty when none says so. */
    OptionalLong holder() throws IOException {
        String text;
        try {
            text = Files.readString(path.resolve("lock"), StandardCharsets.US_ASCII)
                    .strip();
        } catch (NoSuchFileException none) {
            return OptionalLong.empty();
        }
        boolean number =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(Character::isDigit);
        return number ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /**
     * Whether the folder is there.
     *
     * @throws IOException when others own it or may enter it
     */
    boolean exists() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        String advice = "; see what it is, and remove it or set XDG_RUNTIME_DIR to a folder of your own";
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is no folder, and the demo's has that name" + advice);
        }
        UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
        if (!owner.equals(user())) {
            throw new IOException(path + " belongs to " + owner.getName() + ", so a demo in it is not yours" + advice);
        }
        Set<PosixFilePermission> others =
                EnumSet.copyOf(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        others.removeAll(OWN);
        if (!others.isEmpty()) {
            throw new IOException(path + " may be entered by other users, who could be the demo that answers" + advice);
        }
        return true;
    }

    /** The user who runs this. */
    static UserPrincipal user() throws IOException {
        return Files.getOwner(SELF);
    }
}
