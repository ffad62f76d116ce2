package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.app.run.Dns;
import io.coddiwomple.app.run.Report;
import io.coddiwomple.app.run.Sources;
import io.coddiwomple.app.run.ZoneSource;
import io.coddiwomple.dns.DnsServer;
import io.coddiwomple.dns.ListenAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cw dns} on a machine whose clock is set while it runs. */
class DnsClockTest {
    private final AtomicReference<Duration> set = new AtomicReference<>(Duration.ZERO);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void beginWithOneService() throws IOException {
        file = folder.resolve("mesh.yaml");
        Files.writeString(file, DnsInput.mesh("first"));
    }

    @Test
    void lingersNoLongerWhenTheClockIsSetBack() throws Exception {
        try (RunningDns running = run(Duration.ofSeconds(2))) {
            Files.writeString(file, DnsInput.mesh("second"));
            running.awaitAnswer("second.bar.global");
            set.set(Duration.ofHours(-1));
            await().atMost(RunningDns.SOON)
                    .until(() -> running.dig("first.bar.global", "A").isEmpty());
        }
    }

    @Test
    void lingersAsLongWhenTheClockIsSetForward() throws Exception {
        try (RunningDns running = run(Duration.ofMinutes(10))) {
            Files.writeString(file, DnsInput.mesh("second"));
            running.awaitAnswer("second.bar.global");
            set.set(Duration.ofHours(1));
            Files.writeString(file, DnsInput.mesh("third"));
            running.awaitAnswer("third.bar.global");
            assertThat(running.dig("first.bar.global", "A")).isNotEmpty();
            assertThat(running.dig("second.bar.global", "A")).isNotEmpty();
        }
    }

    @Test
    void countsItsSerialNumbersUpwardsThoughTheClockIsSetBack() throws Exception {
        try (RunningDns running = run(Duration.ZERO)) {
            long before = serial(running);
            set.set(Duration.ofDays(-1));
            Files.writeString(file, DnsInput.mesh("second"));
            running.awaitAnswer("second.bar.global");
            assertThat(serial(running)).isEqualTo(before + 1);
        }
    }

    private static long serial(RunningDns running) {
        return Long.parseLong(running.dig("global", "SOA").split(" ", -1)[2]);
    }

    private RunningDns run(Duration linger) {
        var source = new ZoneSource.Planned(new Sources(null, null, List.of(folder.toString()), List.of(), null), null);
        var server = new DnsServer.Options(List.of(new ListenAddress("127.0.0.1", 0)), null, null, 0);
        var options = new Dns.Options(source, server, 30, linger);
        return RunningDns.start("", terminal -> run(options, terminal));
    }

    private int run(Dns.Options options, Terminal terminal) {
        try {
            return new Dns(options, () -> Instant.now().plus(set.get()))
                    .run(new Report(terminal, new Report.Tone(false, false, false)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
