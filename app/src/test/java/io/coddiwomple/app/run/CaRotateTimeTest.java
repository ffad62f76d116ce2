package io.coddiwomple.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.app.wiring.Cw;
import io.coddiwomple.ca.Lifetime;
import io.coddiwomple.ca.Wish;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cw ca rotate} says once the root has ended that it is to replace. */
class CaRotateTimeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(InputStream.nullInputStream(), out, new PrintStream(err, true, StandardCharsets.UTF_8), false);

    @BeforeEach
    void issue() {
        run("ca", "init", "--lifetime", "10d");
        run("ca", "issue", "london");
    }

    private void run(String... words) {
        var line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--dir", folder()));
        assertThat(Cw.run(line, terminal))
                .as(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(Runner.DONE);
    }

    private String folder() {
        return base.resolve("ca").toString();
    }

    private int rotate(CaRotate.Action action) throws IOException {
        out.reset();
        err.reset();
        var options = new CaRotate.Options(
                folder(),
                new Sources(null, null, List.of(), List.of(), null),
                action,
                new Wish.ForRoot(null, Lifetime.ofDays(90), null, null),
                new PassphraseSource(null, null));
        var later = InstantSource.fixed(Instant.now().plus(Duration.ofDays(11)));
        return new CaRotate(options, later).run(new Report(terminal, new Report.Tone(false, false, false)));
    }

    @Test
    void plansNothingForARootThatHasEnded() throws IOException {
        for (CaRotate.Action action : List.of(CaRotate.Action.SHOW, CaRotate.Action.START)) {
            assertThat(rotate(action)).isEqualTo(Runner.INVALID);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith("error CW6010 ")
                    .contains(
                            "root-cert.pem this root ended at ",
                            "no order of steps keeps calls working",
                            "cw ca init --force");
        }
    }

    @Test
    void leadsOutOfOneThatEndedMeanwhile() throws IOException {
        run("ca", "rotate", "--start");

        for (CaRotate.Action action : List.of(CaRotate.Action.SHOW, CaRotate.Action.NEXT)) {
            assertThat(rotate(action)).isEqualTo(Runner.DONE);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("let every cluster trust both roots");
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith("warning: the root that is replaced ended at ")
                    .contains("no order of steps keeps them working");
        }
    }
}
