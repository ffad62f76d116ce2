package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.run.Explain;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line of {@code cw explain}. */
final class ExplainCommand {
    private static final List<String> IDS =
            Arrays.stream(Code.values()).map(Code::id).toList();

    static final Command COMMAND = new Command(
            "explain",
            "Print what a problem is, why it matters and what to do about it",
            "[CODE]...",
            IDS,
            "Without a code, lists all of them.",
            List.of(),
            List.of(
                    "# What is behind \"error CW2014 ...\"",
                    "cw explain CW2014",
                    "# Everything that cw may find",
                    "cw explain"));

    private ExplainCommand() {}

    static Runner bind(Arguments arguments) {
        var codes = new ArrayList<Code>();
        for (String word : arguments.operands()) {
            Code.find(word)
                    .ifPresentOrElse(
                            codes::add,
                            () -> arguments.fault("there is no problem \"" + word + "\"; cw explain lists all of them"
                                    + Suggestion.ending(word, IDS)));
        }
        return new Explain(codes);
    }
}
