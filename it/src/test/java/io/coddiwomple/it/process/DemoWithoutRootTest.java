package io.coddiwomple.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coddiwomple.it.mesh.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cw demo --netns} as an ordinary user, with real Envoys, as far as this user's shell sees it. */
@Tag("peers")
class DemoWithoutRootTest {
    private static final String URL = "http://httpbin.bar.global:8000/";
    /** Nobody: this user has nothing of its own, and no rights. */
    private static final int USER = 65_534;

    private static final String BY_HAND = "nsenter -t ";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** A temporary folder of JUnit's may have too long a name for sockets. */
    private Path runtime = Path.of("");

    private Distribution distribution = new Distribution(Path.of(""));
    private final Map<String, String> environment = new HashMap<>();
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void copyTheBuiltDistributionToWhereTheUserMayReadIt() throws IOException, InterruptedException {
        Peers.need(
                List.of("envoy"),
                List.of("ip", "iptables-restore", "setpriv", "unshare", "nsenter", "curl", "dig", "cp"));
        Path built = Distribution.built();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        distribution = new Distribution(folder);
        runtime = Files.createTempDirectory("cw");
        Path home = Files.createDirectory(folder.resolve("home"));
        for (Path own : List.of(runtime, home)) {
            Files.setAttribute(own, "unix:uid", user());
        }
        Distribution.Result allowed = run("unshare --user --map-root-user --net true");
        // Nothing that could be installed makes a kernel allow it.
        assumeTrue(allowed.code() == 0, () -> "no user namespace: " + allowed.err());
        // With their times, by which the AOT cache knows them.
        Distribution.Result copied = distribution.run(
                "cp -R --preserve=timestamps \"$FROM\" dist && cp -R \"$EXAMPLES\" examples && cp \"$ENVOY\" envoy"
                        + " && chmod -R a+rX dist examples envoy",
                Map.of("FROM", built.toString(), "ENVOY", Peers.program("envoy").toString()));
        assertThat(copied.code()).as(copied.err()).isZero();
        environment.putAll(Map.of(
                "CW", folder.resolve("dist/bin/cw").toString(),
                "EXAMPLES", folder.resolve("examples").toString(),
                "CW_ENVOY", folder.resolve("envoy").toString(),
                "HOME", home.toString(),
                "XDG_CACHE_HOME", "",
                "XDG_RUNTIME_DIR", runtime.toString()));
    }

    @AfterEach
    void nothingIsLeft() throws IOException, InterruptedException {
        started.forEach(Process::destroyForcibly);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(processes()).isEmpty());
        // There are files only when a test has failed and its demo was killed.
        distribution.run("rm -rf " + runtime);
        assertThat(runtime).doesNotExist();
    }

    /** The number of the user who runs the demo: this one when it is an ordinary user already. */
    private static int user() throws IOException {
        int own = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return own == 0 ? USER : own;
    }

    /** A line of the shell as that user runs it. */
    private static String as(String words) throws IOException {
        int own = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return own == 0
                ? "exec setpriv --reuid=" + USER + " --regid=" + USER + " --clear-groups -- " + words
                : "exec " + words;
    }

    private Distribution.Result run(String words) throws IOException, InterruptedException {
        return distribution.run(as(words), environment);
    }

    private Distribution.Result demo(String words) throws IOException, InterruptedException {
        return run("\"$CW\" demo " + words);
    }

    private Process start(String words, String until) throws IOException {
        Path err = folder.resolve("demo.err");
        Process process = distribution.start(as("\"$CW\" demo " + words), environment, folder.resolve("demo.out"), err);
        started.add(process);
        await().atMost(Duration.ofSeconds(90)).until(() -> Files.readString(err).contains(until) || !process.isAlive());
        assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
        return process;
    }

    private Process up() throws IOException {
        return start("up -f $EXAMPLES/demo --netns", "Ctrl-C ends it");
    }

    /** The commands of all processes that have to do with the distribution or the folder. */
    private List<String> processes() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(runtime + "/cw-") || line.contains(folder + "/dist/"))
                .toList();
    }

    /** The URL of a pod itself. */
    private String pod(String cluster, String workload) throws IOException, InterruptedException {
        return demo("status")
                .out()
                .lines()
                .map(line -> line.split(" +", -1))
                .filter(words -> words[0].equals(cluster) && words[1].equals(workload))
                .map(words -> "http://" + words[3] + ":8000/")
                .findFirst()
                .orElseThrow();
    }

    private static List<Path> namespacesOfTheMachine() throws IOException {
        Path names = Path.of("/run/netns");
        if (!Files.isDirectory(names)) {
            return List.of();
        }
        try (var all = Files.list(names)) {
            return all.toList();
        }
    }

    @Test
    void everyCheckOfTheTourHoldsAndTheCommandsThatItPrintsWorkAsPrinted() throws Exception {
        Process demo = start("--netns", "the clusters stay up until Ctrl-C");
        String out = Files.readString(folder.resolve("demo.out"));
        assertThat(out).endsWith("Done\n   11 of 11 checks held.\n");
        assertThat(Files.readString(folder.resolve("demo.err"))).contains("are apart by packet filters");

        List<String> printed = out.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("$ " + BY_HAND))
                .map(line -> line.substring(2))
                .toList();
        assertThat(printed).hasSize(2);
        assertThat(run(printed.getFirst()).out()).matches("24[0-9]\\.\\d+\\.\\d+\\.\\d+\n");
        Distribution.Result call = run(printed.getLast() + " --silent --fail");
        assertThat(call.code()).as(call.err()).isZero();
        // Its own cluster has no backend, and which of the others serves it is not the question here.
        assertThat(call.out())
                .containsPattern("By=spiffe://(amsterdam|barcelona)\\.example/ns/bar/sa/httpbin;")
                .contains("URI=spiffe://copenhagen.example/ns/default/sa/shell");

        distribution.run("kill -INT " + demo.pid());
        assertThat(demo.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(demo.exitValue()).isZero();
        assertThat(processes()).isEmpty();
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void answersEveryCommandOfTheSameUserAndShowsTheMachineNothing() throws Exception {
        List<Path> before = namespacesOfTheMachine();
        Process demo = up();
        assertThat(namespacesOfTheMachine()).isEqualTo(before);
        assertThat(runtime.resolve("cw-" + user())).isDirectory();

        Distribution.Result call = demo("call amsterdam " + URL);
        assertThat(call.code()).as(call.err()).isZero();
        assertThat(call.out()).containsPattern("HTTP 200 +amsterdam/httpbin +spiffe://amsterdam\\.example/");
        assertThat(call.err()).startsWith("by hand: " + BY_HAND + demo.pid() + " ");
        String byHand = call.err().strip().replaceFirst("by hand: ", "") + " --silent --fail --max-time 5";
        assertThat(run(byHand).out()).contains("\"servedBy\": \"amsterdam/httpbin\"");
        assertThat(demo("status -o json").out()).contains("\"isolated\": true");

        // Gateways of amsterdam reach its own pods, and none of others.
        String gateway = byHand.substring(0, byHand.indexOf("curl ")).replace("-shell ", "-gateway ");
        assertThat(run(gateway + "curl --silent --fail --max-time 5 " + pod("amsterdam", "httpbin"))
                        .code())
                .isZero();
        assertThat(run(gateway + "curl --silent --max-time 5 " + pod("barcelona", "httpbin"))
                        .code())
                .as("curl could not connect")
                .isEqualTo(7);

        assertThat(demo("kill amsterdam/httpbin").code()).isZero();
        assertThat(demo("call amsterdam " + URL + " --count 20").out())
                .containsPattern("barcelona/httpbin +20\nfailed +0\n");
        assertThat(demo("heal amsterdam/httpbin").code()).isZero();
        assertThat(demo("up -f $EXAMPLES/demo").err()).contains("process " + demo.pid() + " has ");
        assertThat(demo("down")).isEqualTo(new Distribution.Result(0, "", "the demo has ended\n"));
        assertThat(demo.waitFor(1, TimeUnit.SECONDS)).isTrue();
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void whoIsKilledTakesAllAlongButFilesAndTheNextOneRemovesThose() throws Exception {
        Process demo = up();
        demo.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(processes()).isEmpty());
        assertThat(runtime).isNotEmptyDirectory();
        up();
        assertThat(Files.readString(folder.resolve("demo.err"))).contains("cleaned up after a demo that was killed: ");
        assertThat(demo("call copenhagen " + URL).code()).isZero();
        assertThat(demo("down").code()).isZero();
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void isToldWhatToDoWhereUserNamespacesAreForbidden() throws Exception {
        // The limit of the namespaces that can be made in a namespace can be set in that.
        Distribution.Result refused = run("unshare --user --map-root-user sh -c 'echo 0"
                + " >/proc/sys/user/max_user_namespaces; exec setpriv --bounding-set=-all --inh-caps=-all \"$CW\" demo"
                + " --once --netns'");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .isEqualTo("error: workloads cannot have network namespaces here, which take the place of a cluster's"
                        + " network: this user may not make a user namespace, which would take the place of root:"
                        + " user.max_user_namespaces is 0 (sudo sysctl user.max_user_namespaces=15000, or run it as"
                        + " root, or with sudo)\n");
        assertThat(runtime).isEmptyDirectory();
    }
}
