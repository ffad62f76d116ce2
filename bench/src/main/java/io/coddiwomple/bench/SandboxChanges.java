package io.coddiwomple.bench;

import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.Value;
import io.coddiwomple.sandbox.Sandbox;
import io.coddiwomple.sandbox.Settings;
import io.coddiwomple.sandbox.Target;
import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.blueprint.Blueprints;
import io.coddiwomple.sandbox.loopback.LoopbackPlacement;
import io.coddiwomple.sandbox.loopback.Ports;
import io.coddiwomple.sandbox.process.EnvoyBinary;
import io.coddiwomple.sandbox.process.RunFolder;
import io.coddiwomple.sandbox.process.Surroundings;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How long a changed ServiceEntry takes until every proxy of the sandbox works with it, and how long calls take. Prints
 * a line each. Argument: a file with a federation, such as the demo's.
 */
public final class SandboxChanges {
    private static final int CHANGES = 100;
    private static final int CALLS = 1000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private SandboxChanges() {}

    public static void main(String[] arguments) throws Exception {
        var problems = new Problems();
        Path file = Path.of(arguments[0]);
        var federation = Specs.read(
                List.of(new Input(file.toString(), Files.readAllBytes(file), new Input.Resources())),
                Options.NONE,
                problems);
        if (federation == null) {
            throw new IllegalArgumentException(problems.sorted().toString());
        }
        var surroundings = new Surroundings(System.getenv(), Path.of(System.getProperty("user.home")));
        Consumer<String> progress = System.err::println;
        var envoy = EnvoyBinary.find(null, surroundings, progress);
        try (var folder = RunFolder.open(surroundings, List.of(), progress);
                var placement = new LoopbackPlacement(Ports.here());
                var sandbox = Sandbox.start(
                        Blueprints.of(federation, Map.of()),
                        new Settings(envoy, folder, surroundings, placement),
                        InstantSource.system(),
                        progress)) {
            LocalDate today = LocalDate.ofInstant(InstantSource.system().instant(), ZoneOffset.UTC);
            Plan plan = Planner.plan(federation, Selection.ALL, null, today);
            for (ClusterPlan cluster : plan.clusters()) {
                sandbox.replace(cluster.cluster().name(), manifests(cluster));
            }
            sandbox.settle(LIMIT);
            String cluster = plan.clusters().getLast().cluster().name();
            print(
                    "change to all proxies",
                    changes(sandbox, cluster, manifests(plan.clusters().getLast())));
            var service = federation.services().getFirst();
            URI url = URI.create("http://" + service.hosts().getFirst() + ":"
                    + service.ports().getFirst().number() + "/");
            print("call to another mesh", calls(sandbox, cluster, url));
        }
    }

    private static List<Manifest> manifests(ClusterPlan cluster) {
        return cluster.objects().stream().map(Planned::manifest).toList();
    }

    /** The first entry with a second address and without it, in turns. */
    private static List<Duration> changes(Sandbox sandbox, String cluster, List<Manifest> manifests) throws Exception {
        Manifest entry = manifests.stream()
                .filter(manifest -> manifest.kind().equals("ServiceEntry"))
                .findFirst()
                .orElseThrow();
        Manifest other = new Manifest(
                entry.apiVersion(),
                entry.kind(),
                entry.namespace(),
                entry.name(),
                entry.labels(),
                entry.annotations(),
                entry.spec()
                        .with(Fields.builder()
                                .put("addresses", Value.texts(List.of("240.1.2.3")))
                                .build()));
        var times = new ArrayList<Duration>();
        for (int i = 0; i < CHANGES; i++) {
            long start = System.nanoTime();
            sandbox.apply(cluster, List.of(i % 2 == 0 ? other : entry));
            sandbox.settle(LIMIT);
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return times;
    }

    private static List<Duration> calls(Sandbox sandbox, String from, URI url) throws Exception {
        var times = new ArrayList<Duration>();
        for (int i = 0; i < CALLS; i++) {
            Answer answer = sandbox.call(Target.parse(from), url, LIMIT);
            if (!answer.good()) {
                throw new IllegalStateException(answer.toString());
            }
            times.add(answer.took());
        }
        return times;
    }

    private static void print(String what, List<Duration> times) {
        Collections.sort(times);
        System.out.printf(
                "%s: p50 %.1f ms, p99 %.1f ms, slowest %.1f ms of %d%n",
                what, at(times, 50), at(times, 99), at(times, 100), times.size());
    }

    private static double at(List<Duration> sorted, int percent) {
        return sorted.get(Math.max(0, sorted.size() * percent / 100 - 1)).toNanos() / 1e6;
    }
}
