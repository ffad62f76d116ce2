package io.coddiwomple.app.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which files of a folder {@code cw} wrote, and what they held: the file {@code .cw-manifest}, in the form that
 * {@code sha256sum --check} reads, below a comment that names the command that wrote them. A name has several checksums
 * while a run is under way. Owned by one thread.
 */
final class Checksums {
    static final String FILE = ".cw-manifest";

    private static final String HEADER = "# The files that cw wrote here, with their SHA-256. cw removes no others.\n";
    /** What a comment begins with that names a command. */
    private static final String BY = "# by ";

    private static final int DIGITS = 64;

    private final SortedMap<String, Set<String>> byName = new TreeMap<>();
    /** By name, the command; none for lists that do not tell. */
    private final Map<String, String> writers = new HashMap<>();

    /** Reads the checksums of a folder, none when it has no such file. */
    static Checksums of(Path folder) throws IOException {
        var checksums = new Checksums();
        Path file = folder.resolve(FILE);
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException fresh) {
            return checksums;
        }
        int number = 0;
        String writer = "";
        for (String line : text.lines().toList()) {
            number++;
            if (line.startsWith(BY)) {
                writer = line.substring(BY.length());
            }
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            boolean wellFormed = line.length() > DIGITS + 2 && line.startsWith("  ", DIGITS);
            if (!wellFormed || line.indexOf('/') >= 0) {
                throw new OutputFailed(
                        file + ":" + number + " is no line of a list of checksums, so cw cannot tell which"
                                + " files it wrote; restore the file, or remove it together with the files that cw wrote");
            }
            checksums.add(line.substring(DIGITS + 2), line.substring(0, DIGITS), writer);
        }
        return checksums;
    }

    /** These checksums, to be changed apart. */
    Checksums copy() {
        var copy = new Checksums();
        byName.forEach((name, sums) -> sums.forEach(sum -> copy.add(name, sum, writer(name))));
        return copy;
    }

    boolean isSameAs(Checksums other) {
        return byName.equals(other.byName) && writers.equals(other.writers);
    }

    Set<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /** The command that wrote a file last, or nothing when the list does not tell. */
    String writer(String name) {
        return writers.getOrDefault(name, "");
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** Whether a file holds what {@code cw} once wrote into it. */
    boolean matches(String name, String checksum) {
        return byName.getOrDefault(name, Set.of()).contains(checksum);
    }

    void add(String name, String checksum, String writer) {
        byName.computeIfAbsent(name, _ -> new TreeSet<>()).add(checksum);
        writers.put(name, writer);
    }

    void set(String name, String checksum, String writer) {
        byName.remove(name);
        add(name, checksum, writer);
    }

    void remove(String name) {
        byName.remove(name);
        writers.remove(name);
    }

    void writeTo(OutputStream out) throws IOException {
        var text = new StringBuilder(HEADER);
        for (String writer : new TreeSet<>(writers.values())) {
            text.append(writer.isEmpty() ? "" : BY + writer + "\n");
            byName.forEach((name, sums) -> {
                if (writer(name).equals(writer)) {
                    sums.forEach(
                            sum -> text.append(sum).append("  ").append(name).append('\n'));
                }
            });
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The checksum of a file, in hexadecimal. */
    static String ofFile(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
        byte[] part = new byte[1 << 16];
        try (var in = Files.newInputStream(file)) {
            for (int length = in.read(part); length >= 0; length = in.read(part)) {
                digest.update(part, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
