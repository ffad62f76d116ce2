package io.coddiwomple.app.run;

import java.io.IOException;

/** What a command does, once the command line is understood. */
public interface Runner {
    /**
     * Does it.
     *
     * @return {@link #DONE}, {@link #FAILED}, {@link #INVALID} or {@link #DIFFERS}
     * @throws IOException when a result cannot be written
     */
    int run(Report report) throws IOException;

    /** Exit code: done, and nothing differs. */
    int DONE = 0;
    /** Exit code: it failed while running. */
    int FAILED = 1;
    /** Exit code: the command line or the input is invalid, and nothing was done. */
    int INVALID = 2;
    /** Exit code: differences were found. */
    int DIFFERS = 3;
}
