package io.coddiwomple.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code cw dns} as a process. */
class DnsProcessTest {
    private static final String INPUT =
            "--cluster-file $EXAMPLES/2018/clusters.json --service-file $EXAMPLES/2018/services.json";

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
            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
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
