package io.coddiwomple.ca;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** The folder of an authority could not be read or written. The message is a sentence for the user. */
public final class StorageFailed extends IOException {
    private static final long serialVersionUID = 1;

    StorageFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Writing failed, and what was there is as it was. */
    static StorageFailed unchanged(String shown, Exception failed) {
        return new StorageFailed(
                shown + " cannot be written: " + reason(failed) + "; what was there is unchanged", failed);
    }

    /** Reading failed. */
    static StorageFailed unread(String shown, Exception failed) {
        return new StorageFailed(shown + " cannot be read: " + reason(failed), failed);
    }

    /** The sentence. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    /** Why, in the system's words. */
    static String reason(Exception failed) {
        if (failed instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (failed instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        return failed instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : String.valueOf(failed.getMessage());
    }
}
