package io.coddiwomple.app.run;

import io.coddiwomple.problem.Catalogue;
import io.coddiwomple.problem.Code;
import java.io.IOException;
import java.util.List;

/** {@code cw explain}: what a problem is, why it matters and what to do about it. */
public final class Explain implements Runner {
    private final List<Code> codes;

    /** @param codes the problems to explain, or none for a list of all */
    public Explain(List<Code> codes) {
        this.codes = codes;
    }

    @Override
    public int run(Report report) throws IOException {
        if (codes.isEmpty()) {
            for (Catalogue.Entry entry : Catalogue.entries()) {
                report.result(entry.id() + " " + entry.title() + "\n");
            }
            return DONE;
        }
        String separator = "";
        for (Code code : codes) {
            String text = Catalogue.text(code)
                    .orElseThrow(() -> new IllegalStateException(code.id() + " is not in the catalogue"));
            report.result(separator + text);
            separator = "\n";
        }
        return DONE;
    }
}
