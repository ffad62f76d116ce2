package io.coddiwomple.app.demo;

import io.coddiwomple.app.run.Report;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.socket.ControlClient;
import io.coddiwomple.app.socket.ControlClient.NoAnswer;
import io.coddiwomple.app.socket.DemoFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code cw demo call}, {@code status}, {@code kill}, {@code heal} and {@code logs}: has the demo that runs do it. */
public final class Ask implements Runner {
    private final List<String> request;
    private final Map<String, String> environment;

    /**
     * @param request a request's word and its arguments, as {@link Requests} takes them
     * @param environment where the demo's folder is found
     */
    public Ask(List<String> request, Map<String, String> environment) {
        this.request = List.copyOf(request);
        this.environment = Map.copyOf(environment);
    }

    @Override
    public int run(Report report) throws IOException {
        return ask(request, environment, report);
    }

    static int ask(List<String> request, Map<String, String> environment, Report report) throws IOException {
        try {
            return ControlClient.ask(DemoFolder.of(environment), request, new Told(report));
        } catch (NoAnswer none) {
            report.terminal().out().flush();
            report.error(String.valueOf(none.getMessage()));
            return FAILED;
        }
    }
}
