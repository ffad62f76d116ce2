package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problem;

/** Ends the reading of a file, or of one of its documents. It is control flow, hence without a stack trace. */
final class Refused extends RuntimeException {
    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    Refused(Code code, Place place, String message) {
        this(new Problem(code, place, message));
    }

    Problem problem() {
        return problem;
    }
}
