package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.nio.ByteBuffer;
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

/**
 * The file that says what a run has on the machine: lines that are only ever added, {@code + kind name} before a thing is
 * made and {@code - kind name} after it is gone. What is written outlives the process that wrote it, not the machine: nor
 * does what it tells of. Guarded by itself.
 */
final class Records implements AutoCloseable {
    private static final int MOST_BYTES = 16 << 20;

    private final FileChannel channel;
    private final Set<Entry> entries;

    private Records(FileChannel channel, Set<Entry> entries) {
        this.channel = channel;
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
        Set<Entry> entries = Files.exists(file) ? read(file) : new LinkedHashSet<>();
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new Records(channel, entries);
    }

    private static Set<Entry> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is longer than " + MOST_BYTES + " bytes");
        }
        var entries = new LinkedHashSet<Entry>();
        String text = Files.readString(file);
        // A last line without an end was being written when the process was killed, so the thing was not made.
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && words[0].equals("+")) {
                entries.add(new Entry(words[1], words[2]));
            } else if (words.length == 3 && words[0].equals("-")) {
                entries.remove(new Entry(words[1], words[2]));
            } else {
                throw new IOException(file + " has a line that no demo wrote: \"" + line + "\"");
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
        ByteBuffer rest = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
