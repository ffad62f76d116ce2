package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of processes. */
final class ResidentSet {
    private static final Pattern SIZE = Pattern.compile("(?m)^VmRSS:\\s+(\\d{1,12}) kB$");
    private static final int KIBIBYTE = 1024;

    private ResidentSet() {}

    /** Bytes, as {@code /proc/PID/status} has them (proc(5)); empty when there is no such process. */
    static OptionalLong of(long pid) throws IOException {
        String status;
        try {
            status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
        } catch (NoSuchFileException ended) {
            return OptionalLong.empty();
        } catch (IOException e) {
            if (ProcessHandle.of(pid).isEmpty()) {
                return OptionalLong.empty();
            }
            throw e;
        }
        Matcher size = SIZE.matcher(status);
        return size.find() ? OptionalLong.of(Long.parseLong(size.group(1)) * KIBIBYTE) : OptionalLong.empty();
    }
}
