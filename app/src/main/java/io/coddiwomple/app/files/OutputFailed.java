package io.coddiwomple.app.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** A result could not be written. The message is a sentence for the user. */
public final class OutputFailed extends IOException {
    private static final long serialVersionUID = 1;

    OutputFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** Why something could not be written, in the system's words without the name of a temporary file. */
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

    OutputFailed(String message) {
        super(message);
    }
}
