package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One process and no other: numbers are used again, but not with the same time of start.
 *
 * @param start clock ticks between the start of the machine and that of the process (proc(5), field 22 of
 *     {@code /proc/PID/stat})
 * @param boot which start of the machine that is, as {@code /proc/sys/kernel/random/boot_id} names it
 */
record ProcessIdentity(long pid, long start, String boot) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,10}):(\\d{1,18}):([0-9a-f-]{1,64})");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    /** Counted from the state, which is field 3: what comes before may hold blanks and brackets. */
    private static final int START = 22 - 3;

    /** The process that has this number now, or null when none has, or one that has ended and is not yet buried. */
    static @Nullable ProcessIdentity of(long pid) throws IOException {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        } catch (NoSuchFileException gone) {
            return null;
        } catch (IOException e) {
            // A process that ends while it is read of.
            if (ProcessHandle.of(pid).isEmpty()) {
                return null;
            }
            throw e;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", START + 2);
        return fields[0].equals("Z") || fields[0].equals("X")
                ? null
                : new ProcessIdentity(
                        pid,
                        Long.parseLong(fields[START]),
                        Files.readString(BOOT).strip());
    }

    /** What {@link #toString} wrote, or null for anything else. */
    static @Nullable ProcessIdentity parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? new ProcessIdentity(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3))
                : null;
    }

    boolean isAlive() throws IOException {
        return equals(of(pid));
    }

    /** Ends this process at once, and no other that may have its number; false when it had ended. */
    boolean kill() throws IOException {
        ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
        // The handle knows when its process started, so between here and there nothing else can be met.
        return isAlive() && handle != null && handle.destroyForcibly();
    }

    @Override
    public String toString() {
        return pid + ":" + start + ":" + boot;
    }
}
