package io.coddiwomple.app.demo;

import io.coddiwomple.app.run.Report;
import io.coddiwomple.app.socket.Reply;
import io.coddiwomple.problem.Problem;
import java.io.IOException;
import java.util.List;

/** Tells the user what comes, as soon as it comes. */
record Told(Report report) implements Reply {
    @Override
    public void result(String text) throws IOException {
        report.result(text);
    }

    @Override
    public void progress(String line) throws IOException {
        report.terminal().out().flush();
        report.progress(line);
    }

    @Override
    public void warning(String message) throws IOException {
        report.terminal().out().flush();
        report.warning(message);
    }

    @Override
    public void error(String message) throws IOException {
        report.terminal().out().flush();
        report.error(message);
    }

    @Override
    public void problem(Problem problem) throws IOException {
        report.terminal().out().flush();
        report.problems(List.of(problem));
    }
}
