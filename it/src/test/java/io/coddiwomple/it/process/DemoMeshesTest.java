package io.coddiwomple.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.it.mesh.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cw demo up}, and what asks it, as processes with real Envoys. */
@Tag("peers")
class DemoMeshesTest {
    private static final String URL = "http://httpbin.bar.global:8000/";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** A temporary folder of JUnit's may have too long a name for sockets. */
    private Path runtime = Path.of("");

    private Distribution distribution = new Distribution(Path.of(""));
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void useTheBuiltDistribution() throws IOException {
        Peers.need(List.of("envoy"), List.of("setpriv"));
        Distribution.built();
        distribution = new Distribution(folder);
        runtime = Files.createTempDirectory("cw");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        started.forEach(Process::destroyForcibly);
        assertThat(proxies()).isEmpty();
        Files.delete(runtime);
    }

    private Map<String, String> environment() {
        return Map.of(
                "XDG_RUNTIME_DIR",
                runtime.toString(),
                "CW_ENVOY",
                Peers.program("envoy").toString());
    }

    private Distribution.Result run(String words) throws IOException, InterruptedException {
        return distribution.run("\"$CW\" demo " + words, environment());
    }

    private Process up() throws IOException {
        Path err = Files.createTempFile(folder, "up", ".err");
        Process process = distribution.start(
                "exec \"$CW\" demo up -f $EXAMPLES/demo", environment(), folder.resolve("up.out"), err);
        started.add(process);
        await().atMost(Duration.ofSeconds(90))
                .until(() -> Files.readString(err).contains("Ctrl-C ends it") || !process.isAlive());
        assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
        return process;
    }

    /** The commands of all processes that have to do with the folder. */
    private List<String> proxies() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(runtime + "/cw-"))
                .toList();
    }

    @Test
    void answersEveryCommandUntilItIsToldToEnd() throws Exception {
        Process demo = up();

        Distribution.Result call = run("call amsterdam " + URL);
        assertThat(call.code()).as(call.err()).isZero();
        assertThat(call.out().lines())
                .last()
                .asString()
                .matches("HTTP 200 +amsterdam/httpbin +spiffe://amsterdam\\.example/ns/default/sa/shell +[0-9.]+ ms");
        Distribution.Result byHand =
                distribution.run(call.err().strip().replaceFirst("by hand: ", "") + " --silent --fail", Map.of());
        assertThat(byHand.code()).isZero();
        assertThat(byHand.out()).contains("\"servedBy\": \"amsterdam/httpbin\"");

        assertThat(run("kill amsterdam/httpbin").code()).isZero();
        assertThat(run("status").out()).containsPattern("amsterdam +httpbin +echo +\\S+ +killed");
        Distribution.Result many = run("call amsterdam " + URL + " --count 20");
        assertThat(many.code()).as(many.err()).isZero();
        assertThat(many.out()).containsPattern("barcelona/httpbin +20\nfailed +0\n20 calls, p50 [0-9.]+ ms, p99 ");
        assertThat(run("heal amsterdam/httpbin").code()).isZero();
        assertThat(run("status").out()).containsPattern("amsterdam +httpbin +echo +\\S+ +ready");
        assertThat(run("logs amsterdam/gateway").code()).isZero();

        Distribution.Result unknown = run("kill amsterdm");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err())
                .startsWith("error: there is no cluster \"amsterdm\"; there are amsterdam, barcelona, copenhagen");

        Distribution.Result another = distribution.run("\"$CW\" demo up -f $EXAMPLES/demo", environment());
        assertThat(another.code()).isEqualTo(1);
        assertThat(another.err()).contains("process " + demo.pid() + " has ").hasLineCount(1);

        assertThat(run("down")).isEqualTo(new Distribution.Result(0, "", "the demo has ended\n"));
        assertThat(demo.waitFor(1, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isZero();
        assertThat(Files.readString(folder.resolve("up.out"))).isEmpty();
    }

    @Test
    void takesResourcesAllOrNone() throws Exception {
        up();
        Files.writeString(folder.resolve("new.yaml"), """
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                metadata: {name: new, namespace: cw}
                spec:
                  hosts: [new.bar.global]
                  addresses: [240.9.9.9]
                  location: MESH_INTERNAL
                  resolution: STATIC
                  ports: [{number: 80, name: http, protocol: HTTP}]
                  endpoints: [{address: 127.0.0.1}]
                """);
        Files.writeString(folder.resolve("filter.yaml"), """
                # Envoy's own
                apiVersion: networking.istio.io/v1alpha3
                kind: EnvoyFilter
                metadata: {name: filter, namespace: cw}
                spec: {}
                """);
        Distribution.Result refused = run("apply amsterdam -f new.yaml -f filter.yaml");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo(
                        "error CW8001 filter.yaml:2:1 envoyfilter.networking.istio.io/cw/filter: objects of this kind"
                                + " are not translated; so nothing is taken\n");
        String unchanged = run("status -o json").out();
        assertThat(unchanged).contains("\"faults\": []");

        Distribution.Result applied = run("apply amsterdam -f new.yaml");
        assertThat(applied)
                .isEqualTo(
                        new Distribution.Result(0, "", "amsterdam works with it: 1 created, 0 changed, 0 unchanged\n"));
        assertThat(run("apply amsterdam -f new.yaml").err()).contains("0 created, 0 changed, 1 unchanged");
        assertThat(run("apply nowhere -f new.yaml").code()).isEqualTo(2);
        assertThat(run("down").code()).isZero();
    }

    @Test
    void endsInTimeAndInOrderWhenItIsToldTo() throws Exception {
        for (String signal : List.of("TERM", "INT")) {
            Process demo = up();
            distribution.run("kill -" + signal + " " + demo.pid());
            assertThat(demo.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(demo.exitValue()).isZero();
            assertThat(proxies()).isEmpty();
            assertThat(runtime).isEmptyDirectory();
        }
    }

    @Test
    void aTourThatIsCutShortHasNotHeldAndLeavesNothing() throws Exception {
        Path out = folder.resolve("tour.out");
        Process demo = distribution.start("exec \"$CW\" demo --once", environment(), out, folder.resolve("tour.err"));
        started.add(demo);
        await().atMost(Duration.ofSeconds(90)).until(() -> Files.readString(out).contains("ok  ") || !demo.isAlive());
        distribution.run("kill -INT " + demo.pid());
        assertThat(demo.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isEqualTo(1);
        assertThat(Files.readString(out)).doesNotContain("FAILED");
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void whoIsKilledTakesItsProxiesAlongAndTheNextOneRemovesTheRest() throws Exception {
        Process demo = up();
        assertThat(proxies()).isNotEmpty();
        demo.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(5)).until(() -> proxies().isEmpty());
        assertThat(run("status").err()).startsWith("error: no demo is running;");
        assertThat(run("down").err()).isEqualTo("no demo is running\n");
        assertThat(runtime).isNotEmptyDirectory();
        up();
        assertThat(run("call copenhagen " + URL).code()).isZero();
        assertThat(run("down").code()).isZero();
        assertThat(runtime).isEmptyDirectory();
    }
}
