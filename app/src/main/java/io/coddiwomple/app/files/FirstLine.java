package io.coddiwomple.app.files;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a file that holds a secret on its first line. No message shows it. */
public final class FirstLine {
    private static final int LONGEST = 4096;

    private FirstLine() {}

    /** The first line without its end, or empty with a problem; a line without characters is one. */
    public static Optional<String> of(String shown, Problems problems) {
        byte[] content;
        try (InputStream in = Files.newInputStream(Path.of(shown))) {
            content = in.readNBytes(LONGEST);
        } catch (IOException | InvalidPathException failed) {
            String reason = failed instanceof IOException ? OutputFailed.reason(failed) : failed.getMessage();
            problems.add(Code.UNREADABLE, Place.file(shown), "the passphrase cannot be read: " + reason);
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(content))
                    .toString();
            String line = text.lines().findFirst().orElse("");
            if (line.isEmpty()) {
                problems.add(
                        Code.UNREADABLE,
                        Place.file(shown),
                        "the passphrase is empty; write it into the file's first line");
            }
            return line.isEmpty() ? Optional.empty() : Optional.of(line);
        } catch (CharacterCodingException notText) {
            problems.add(Code.NOT_UTF8, Place.file(shown), "the passphrase is not UTF-8 text, or longer than 4 KiB");
            return Optional.empty();
        }
    }
}
