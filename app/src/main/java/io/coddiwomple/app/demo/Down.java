package io.coddiwomple.app.demo;

import io.coddiwomple.app.run.Report;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.socket.ControlClient;
import io.coddiwomple.app.socket.ControlClient.NoAnswer;
import io.coddiwomple.app.socket.DemoFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code cw demo down}: ends the demo that runs, and waits for its end. */
public final class Down implements Runner {
    /** The demo itself takes five seconds at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, String> environment;

    /** @param environment where the demo's folder is found */
    public Down(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public int run(Report report) throws IOException {
        OptionalLong process;
        try {
            process = ControlClient.process(DemoFolder.of(environment));
        } catch (NoAnswer none) {
            if (none.isRunning()) {
                report.error(String.valueOf(none.getMessage()));
                return FAILED;
            }
            report.progress("no demo is running");
            return DONE;
        }
        ProcessHandle demo =
                process.isPresent() ? ProcessHandle.of(process.getAsLong()).orElse(null) : null;
        try {
            ControlClient.ask(DemoFolder.of(environment), List.of("down"), new Told(report));
        } catch (NoAnswer ending) {
            // It may be gone before it has said that it goes; whether it is, its process tells.
            if (demo == null) {
                report.progress("the demo is ending");
            }
        }
        if (demo == null) {
            return DONE;
        }
        try {
            demo.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException stays) {
            report.error("the demo was told to end, and process " + demo.pid() + " is still there after "
                    + PATIENCE.toSeconds() + " s; kill -KILL " + demo.pid()
                    + " ends it, and the next demo removes what it leaves");
            return FAILED;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
        report.progress("the demo has ended");
        return DONE;
    }
}
