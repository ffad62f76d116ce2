package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.nio.file.Path;

/** Another process of this user has the folder. */
public final class RunFolderInUse extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param pid its number, or empty text when it cannot be told */
    RunFolderInUse(Path folder, String pid) {
        super("another demo of this user is up, and there is one at a time: "
                + (pid.isEmpty() ? "a process has " + folder : "process " + pid + " has " + folder)
                + "; end that one first, with 'cw demo down' or Ctrl-C where it runs");
    }
}
