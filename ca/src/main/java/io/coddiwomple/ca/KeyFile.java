package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.nio.file.Path;

/** The rule for files with a private key. */
final class KeyFile {
    private KeyFile() {}

    /** Whether a file is its owner's alone; if not, a problem says so. */
    static boolean isPrivate(Path file, String shown, Problems problems) throws StorageFailed {
        try {
            String permissions = PrivateFiles.openTo(file);
            if (permissions.isEmpty()) {
                return true;
            }
            problems.add(
                    Code.KEY_OPEN,
                    Place.file(shown),
                    "others than the owner may use this private key (" + permissions
                            + "), so it may be known already; run chmod 600 " + shown
                            + ", and issue anew if anybody else works on this machine");
            return false;
        } catch (IOException failed) {
            throw StorageFailed.unread(shown, failed);
        }
    }
}
