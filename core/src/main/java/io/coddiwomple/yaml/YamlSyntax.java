package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problem;

/** Text that is not YAML: the document cannot be read on, the documents after it can. */
final class YamlSyntax extends RuntimeException {
    private final transient Problem problem;

    YamlSyntax(Place place, String message) {
        super(message, null, false, false);
        this.problem = new Problem(Code.SYNTAX, place, message);
    }

    Problem problem() {
        return problem;
    }
}
