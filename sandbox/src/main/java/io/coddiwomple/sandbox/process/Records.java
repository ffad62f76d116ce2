package io.coddiwomple.sandbox.process;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that says what a run has on the machine: lines that are only ever added, {@code + kind name} before a thing is
 * made and {@code - kind name} after it is gone. What is written outlives the process that wrote it, not the machine: nor
 * does what it tells of. Guarded by itself.
 */
final class Records implements AutoCloseable {
    private static final int MOST_BYTES = 16 << 20;
    private static final Pattern LINE = Pattern.compile("([+-]) ([a-z]{1,32}) ([^\\x00-\\x1f]+)");

    private final FileOutputStream file;
    private final Set<Entry> entries;

    private Records(FileOutputStream file, Set<Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /** A thing. */
    record Entry(String kind, String name) {
        Entry {
            if (!kind.matches("[a-z]{1,32}") || name.isEmpty() || name.chars().anyMatch(c -> c < ' ')) {
                throw new IllegalArgumentException("not fit for a line: " + kind + " " + name);
            }
        }
    }

    /** Goes on with a file, or begins one. */
    static Records open(Path file) throws IOException {
        String text = Files.exists(file) ? wholeLines(file) : "";
        Set<Entry> entries = entries(file, text);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            // Else what is written next would go on with half a line.
            channel.truncate(text.getBytes(StandardCharsets.UTF_8).length);
        }
        // A channel would be closed when a thread that writes is interrupted.
        return new Records(new FileOutputStream(file.toFile(), true), entries);
    }

    /** A last line without an end was being written when the process was killed, so the thing was not made. */
    private static String wholeLines(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is longer than " + MOST_BYTES + " bytes");
        }
        String text = Files.readString(file);
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    private static Set<Entry> entries(Path file, String text) throws IOException {
        var entries = new LinkedHashSet<Entry>();
        for (String line : text.lines().toList()) {
            Matcher words = LINE.matcher(line);
            if (!words.matches()) {
                throw new IOException(file + " has a line that no demo wrote: \"" + line + "\"; see what it is, and"
                        + " remove the folder " + file.getParent());
            }
            var entry = new Entry(words.group(2), words.group(3));
            if (words.group(1).equals("+")) {
                entries.add(entry);
            } else {
                entries.remove(entry);
            }
        }
        return entries;
    }

    synchronized void add(Entry entry) throws IOException {
        if (entries.add(entry)) {
            write("+ " + entry.kind + " " + entry.name + "\n");
        }
    }

    synchronized void remove(Entry entry) throws IOException {
        if (entries.remove(entry)) {
            write("- " + entry.kind + " " + entry.name + "\n");
        }
    }

    /** What there is, the newest first. */
    synchronized List<Entry> newestFirst() {
        return new ArrayList<>(entries).reversed();
    }

    private void write(String line) throws IOException {
        file.write(line.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
