package io.coddiwomple.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code cw dns} as a process. */
class DnsProcessTest {
    private static final String INPUT =
            "--cluster-file $EXAMPLES/2018/clusters.json --service-file $EXAMPLES/2018/services.json";

    /** Even root may read only what its permissions allow. */
    private static final String WITHOUT_ACCESS =
            "[ \"$(id -u)\" = 0 ] && strip='setpriv --bounding-set -dac_override,-dac_read_search --inh-caps"
                    + " -dac_override,-dac_read_search'; exec $strip";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Distribution distribution = new Distribution(Path.of(""));

    @BeforeEach
    void useTheBuiltDistribution() {
        Distribution.built();
        distribution = new Distribution(folder);
    }

    @Test
    void endsInTimeAndInOrderWhenItIsToldTo() throws Exception {
        for (String signal : new String[] {"TERM", "INT"}) {
            Path err = folder.resolve("err-" + signal);
            Process process = distribution.start(
                    "exec \"$CW\" dns " + INPUT + " --listen 127.0.0.1:0 --grpc-listen 127.0.0.1:0 --http-listen"
                            + " 127.0.0.1:0",
                    Map.of(),
                    folder.resolve("out"),
                    err);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(err).contains("answering ") || !process.isAlive());
            assertThat(Files.readString(err).lines().filter(line -> line.startsWith("listening on 127.0.0.1:")))
                    .hasSize(3);
            distribution.run("kill -" + signal + " " + process.pid());
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(Files.readString(folder.resolve("out"))).isEmpty();
        }
    }

    @Test
    void saysWhatIsWrongAndHowItEnds() throws Exception {
        Distribution.Result invalid = distribution.run("\"$CW\" dns -f missing.yaml --listen 127.0.0.1:0");
        assertThat(invalid.code()).isEqualTo(2);
        assertThat(invalid.err()).startsWith("error CW1001 missing.yaml");
    }

    @Test
    @EnabledIf("isRoot")
    void saysWhatToDoWithoutTheRightToBindALowPort() throws Exception {
        Distribution.Result refused = distribution.run(
                "exec setpriv --bounding-set -net_bind_service --inh-caps -net_bind_service \"$CW\" dns " + INPUT
                        + " --listen 127.0.0.1:53");
        assertThat(refused.code()).as(refused.err()).isEqualTo(1);
        assertThat(refused.err())
                .startsWith(
                        "error: cannot listen on 127.0.0.1:53 for DNS: this user has no right to bind ports below 1024;")
                .contains("NET_BIND_SERVICE")
                .hasLineCount(1);
    }

    /** What cannot be read may become readable without having changed: then nothing tells that it did. */
    @Test
    void triesAgainWhatItMayNotReadYet() throws Exception {
        Path input =
                Files.copy(Distribution.root().resolve("examples/2018/services.json"), folder.resolve("services.json"));
        Path err = folder.resolve("err");
        Process process = distribution.start(
                WITHOUT_ACCESS + " \"$CW\" dns --cluster-file $EXAMPLES/2018/clusters.json --service-file " + input
                        + " --listen 127.0.0.1:0",
                Map.of(),
                folder.resolve("out"),
                err);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(err).contains("answering "));
            Files.setPosixFilePermissions(input, Set.of());
            Files.setLastModifiedTime(input, FileTime.from(Instant.now()));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(err).contains("error CW1001 "));
            Files.setPosixFilePermissions(input, Set.of(PosixFilePermission.OWNER_READ));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Files.readString(err).contains("the input can be read again"));
            assertThat(Files.readString(err)).containsOnlyOnce("error CW1001 ");
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** Whether a right can be taken away here, and low ports need one. */
    static boolean isRoot() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "[ \"$(id -u)\" = 0 ] && command -v setpriv && [ \"$(cat /proc/sys/net/ipv4/ip_unprivileged_port_start)\""
                                + " -gt 53 ]")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }
}
