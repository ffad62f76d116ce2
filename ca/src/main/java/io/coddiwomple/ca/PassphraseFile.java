package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The rule for files with a passphrase. */
public final class PassphraseFile {
    private PassphraseFile() {}

    /**
     * Warns of one that others may read. It is no reason to refuse it: a Secret that is mounted into a pod is like that,
     * and alone in its pod.
     */
    public static void expectPrivate(String shown, Problems problems) {
        try {
            Path file = Path.of(shown);
            // A pipe's permissions say nothing of who writes to it.
            String permissions = Files.isRegularFile(file) ? PrivateFiles.readableTo(file) : "";
            if (!permissions.isEmpty()) {
                problems.add(
                        Code.PASSPHRASE_OPEN,
                        Place.file(shown),
                        "others than the owner may read this passphrase (" + permissions + "); run chmod 600 " + shown
                                + ", unless they cannot reach the file");
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            // It was read, and nothing says who else can.
            return;
        }
    }
}
