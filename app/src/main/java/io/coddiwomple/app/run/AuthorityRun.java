package io.coddiwomple.app.run;

import io.coddiwomple.ca.StorageFailed;
import io.coddiwomple.problem.Problems;
import java.io.IOException;

/** What the commands about an authority have in common: how problems and failures become an exit code. */
final class AuthorityRun {
    private AuthorityRun() {}

    /** Collects problems, prints results. */
    @FunctionalInterface
    interface Work {
        /** @return the exit code when no problem is an error */
        int run(Problems problems) throws IOException;
    }

    static int run(Report report, Work work) throws IOException {
        var problems = new Problems();
        try {
            int code = work.run(problems);
            report.problems(problems.sorted());
            return problems.hasErrors() ? Runner.INVALID : code;
        } catch (StorageFailed failed) {
            report.problems(problems.sorted());
            report.error(failed.sentence());
            return Runner.FAILED;
        }
    }
}
