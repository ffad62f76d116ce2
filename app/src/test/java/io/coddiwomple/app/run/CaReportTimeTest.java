package io.coddiwomple.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.app.wiring.Cw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code cw ca report} says of the same certificates as time goes by. */
class CaReportTimeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal = new Terminal(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);

    @Test
    void failsFromTheDayOnWhichACertificateIsOver() throws IOException {
        String folder = base.resolve("ca").toString();
        run("ca", "init", "--dir", folder, "--lifetime", "100d");
        run("ca", "issue", "solo", "--dir", folder, "--lifetime", "10d");
        run("ca", "issue", "duo", "--dir", folder, "--lifetime", "99d");

        assertThat(reportAfter(folder, Duration.ofDays(1))).isEqualTo(Runner.DONE);
        assertThat(said()).isEmpty();
        assertThat(reportAfter(folder, Duration.ofDays(8))).isEqualTo(Runner.DONE);
        assertThat(said()).contains("warning CW6012 ").doesNotContain("error");
        assertThat(reportAfter(folder, Duration.ofDays(11))).isEqualTo(Runner.FAILED);
        assertThat(said())
                .contains("error CW6010 ", "the certificate that signs for cluster solo ended at ")
                .doesNotContain("for cluster duo");
        assertThat(reportAfter(folder, Duration.ofDays(101))).isEqualTo(Runner.FAILED);
        assertThat(said()).contains("a root that cluster duo trusts ended at ");
        assertThat(reportAfter(folder, Duration.ofDays(-2))).isEqualTo(Runner.FAILED);
        assertThat(said()).contains("error CW6011 ", "the certificate that signs for cluster duo begins at ");
    }

    @Test
    void failsForARootThatIsOverThoughItHasIssuedNothing() throws IOException {
        String folder = base.resolve("ca").toString();
        run("ca", "init", "--dir", folder, "--lifetime", "9d");
        err.reset();

        assertThat(reportAfter(folder, Duration.ofDays(1))).isEqualTo(Runner.DONE);
        assertThat(said()).isEmpty();
        assertThat(reportAfter(folder, Duration.ofDays(10))).isEqualTo(Runner.FAILED);
        assertThat(said()).startsWith("error CW6010 ").contains("root-cert.pem this root ended at ");
    }

    private void run(String... words) {
        assertThat(Cw.run(List.of(words), terminal)).as(said()).isEqualTo(Runner.DONE);
    }

    private int reportAfter(String folder, Duration time) throws IOException {
        err.reset();
        var options = new CaReport.Options(
                folder, new Sources(null, null, List.of(), List.of(), null), List.of(), List.of(), false);
        var later = InstantSource.fixed(Instant.now().plus(time));
        return new CaReport(options, later).run(new Report(terminal, new Report.Tone(false, false, false)));
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
