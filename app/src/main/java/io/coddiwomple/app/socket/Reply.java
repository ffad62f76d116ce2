package io.coddiwomple.app.socket;

import io.coddiwomple.problem.Problem;
import java.io.IOException;

/** What a request comes to, as it comes. An IOException says that nobody reads it any more. Owned by one thread. */
public interface Reply {
    /** A part of the result. */
    void result(String text) throws IOException;

    /** A line that says that something went well or goes on. */
    void progress(String line) throws IOException;

    /** Something that is not as it should be, and no failure of the request. */
    void warning(String message) throws IOException;

    /** Something that failed. */
    void error(String message) throws IOException;

    /** Something that is wrong with an input. */
    void problem(Problem problem) throws IOException;
}
