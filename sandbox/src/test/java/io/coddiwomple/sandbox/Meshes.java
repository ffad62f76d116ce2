package io.coddiwomple.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.Federation;
import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.blueprint.Blueprints;
import io.coddiwomple.sandbox.loopback.LoopbackPlacement;
import io.coddiwomple.sandbox.loopback.Ports;
import io.coddiwomple.sandbox.place.Placement;
import io.coddiwomple.sandbox.process.EnvoyBinary;
import io.coddiwomple.sandbox.process.EnvoyForTests;
import io.coddiwomple.sandbox.process.RunFolder;
import io.coddiwomple.sandbox.process.Surroundings;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A federation of a test, up on this machine with echo servers; and that nothing is left of it. */
final class Meshes implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path runtime;
    private final Placement placement;
    private final RunFolder folder;
    private final Sandbox sandbox;
    private final List<String> said = new CopyOnWriteArrayList<>();

    private Meshes(Path runtime, String text, EnvoyBinary envoy, Placement placement)
            throws IOException, InterruptedException {
        this.runtime = runtime;
        this.placement = placement;
        var surroundings = new Surroundings(
                Map.of("XDG_RUNTIME_DIR", runtime.toString(), "PATH", System.getenv("PATH")), Path.of("/"));
        folder = RunFolder.open(surroundings, List.of(), said::add);
        var settings = new Settings(envoy, folder, surroundings, placement);
        try {
            sandbox = Sandbox.start(
                    Blueprints.of(federation(text, null), Map.of()), settings, InstantSource.system(), said::add);
        } catch (IOException | RuntimeException failed) {
            placement.close();
            folder.close();
            throw failed;
        }
    }

    /** Up on loopback, with what the default shape gives. */
    static Meshes on(Path runtime, String text) throws Exception {
        return on(runtime, text, () -> new LoopbackPlacement(Ports.here()));
    }

    /** @param placement made when it is certain that there is an Envoy */
    static Meshes on(Path runtime, String text, Callable<Placement> placement) throws Exception {
        EnvoyBinary envoy = EnvoyForTests.envoy();
        var meshes = new Meshes(runtime, text, envoy, placement.call());
        try {
            meshes.use(text, null);
        } catch (Exception failed) {
            meshes.close();
            throw failed;
        }
        return meshes;
    }

    /** @param shape null for the default */
    static Federation federation(String text, @Nullable Shape shape) {
        var problems = new Problems();
        Federation federation = Specs.read(
                List.of(new Input("test.yaml", text.getBytes(StandardCharsets.UTF_8), new Input.Resources())),
                new Options(shape, null),
                problems);
        if (federation == null) {
            throw new IllegalArgumentException(problems.sorted().toString());
        }
        return federation;
    }

    /**
     * Gives every cluster what a federation of the same clusters needs, and waits until it works.
     *
     * @param shape null for the default
     */
    void use(String text, @Nullable Shape shape) throws Exception {
        Plan plan = Planner.plan(federation(text, shape), Selection.ALL, null, LocalDate.of(2026, 1, 1));
        assertThat(plan.isRefused()).as(plan.findings().toString()).isFalse();
        for (ClusterPlan cluster : plan.clusters()) {
            sandbox.replace(
                    cluster.cluster().name(),
                    cluster.objects().stream().map(Planned::manifest).toList());
        }
        sandbox.settle(LIMIT);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Answer call(String from, String url) throws Unknown {
        return sandbox.call(Target.parse(from), URI.create(url), Duration.ofSeconds(15));
    }

    /** One after the other. */
    List<Answer> calls(int count, String from, String url) throws Unknown {
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < count; i++) {
            answers.add(call(from, url));
        }
        return answers;
    }

    static long failed(List<Answer> answers) {
        return answers.stream().filter(answer -> !answer.good()).count();
    }

    /** How many good answers came from a cluster or workload. */
    static long servedBy(String prefix, List<Answer> answers) {
        return answers.stream()
                .filter(answer -> answer.good() && answer.servedBy().startsWith(prefix))
                .count();
    }

    /** The address of a workload's pod. */
    String address(String target) {
        Target wanted = Target.parse(target);
        return sandbox.status().stream()
                .filter(cluster -> cluster.name().equals(wanted.cluster()))
                .flatMap(cluster -> cluster.workloads().stream())
                .filter(workload -> workload.name().equals(wanted.workload()))
                .map(ClusterStatus.WorkloadStatus::address)
                .findFirst()
                .orElseThrow();
    }

    /** Clusters in regions of their own, which trust each other, with a gateway each. */
    static String clusters(String... names) {
        var text = new StringBuilder("""
                apiVersion: coddiwomple.io/v1alpha1
                kind: Federation
                metadata: {name: test}
                spec: {}
                """);
        IntStream.range(0, names.length).forEach(i -> text.append("""
                ---
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: %s}
                spec:
                  istio: {version: "1.31"}
                  locality: region-%s/a
                  gateways: [{address: 203.0.113.%d}]
                """.formatted(names[i], names[i], i + 1)));
        return text.toString();
    }

    /** @param spec in one line of YAML, without braces */
    static String service(String name, String spec) {
        return """
                ---
                apiVersion: coddiwomple.io/v1alpha1
                kind: GlobalService
                metadata: {name: %s, namespace: shop}
                spec: {%s}
                """.formatted(name, spec);
    }

    @Override
    public void close() throws IOException {
        List<Long> pids = sandbox.status().stream()
                .flatMap(cluster -> cluster.workloads().stream())
                .map(ClusterStatus.WorkloadStatus::pid)
                .filter(pid -> pid > 0)
                .toList();
        sandbox.close();
        placement.close();
        folder.close();
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        try (var left = Files.list(runtime)) {
            assertThat(left).isEmpty();
        }
    }
}
