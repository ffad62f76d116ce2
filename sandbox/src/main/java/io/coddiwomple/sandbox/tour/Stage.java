package io.coddiwomple.sandbox.tour;

import io.coddiwomple.model.Federation;
import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Refused;
import io.coddiwomple.sandbox.Sandbox;
import io.coddiwomple.sandbox.Target;
import io.coddiwomple.sandbox.Unknown;
import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.blueprint.Blueprints;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import io.coddiwomple.sandbox.blueprint.Workload;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The meshes of the tour, and what is done with them. Owned by one thread. */
final class Stage {
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);

    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(20);
    /** What users find as {@code examples/demo}. */
    private static final String FEDERATION = "federation.yaml";

    private static final Map<String, Workload.Kind> KINDS = Map.of(
            "httpbin", Workload.Kind.HTTPBIN,
            "greeter", Workload.Kind.GREETER,
            "namer", Workload.Kind.NAMER);

    private final Sandbox sandbox;
    private final InstantSource clock;

    Stage(Sandbox sandbox, InstantSource clock) {
        this.sandbox = sandbox;
        this.clock = clock;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    static List<ClusterBlueprint> blueprints() {
        return Blueprints.of(federation("", null), KINDS);
    }

    /**
     * The tour's federation.
     *
     * @param more documents beside those that are always there
     * @param shape null for the default
     */
    static Federation federation(String more, @Nullable Shape shape) {
        var problems = new Problems();
        List<Input> inputs = new ArrayList<>();
        inputs.add(new Input(FEDERATION, text(), new Input.Resources()));
        if (!more.isEmpty()) {
            inputs.add(new Input("more.yaml", more.getBytes(StandardCharsets.UTF_8), new Input.Resources()));
        }
        Federation federation = Specs.read(inputs, new Options(shape, null), problems);
        if (federation == null) {
            throw new IllegalStateException("the tour's own input is wrong: " + problems.sorted());
        }
        return federation;
    }

    private static byte[] text() {
        try (InputStream in = Stage.class.getResourceAsStream(FEDERATION)) {
            if (in == null) {
                throw new IllegalStateException(FEDERATION + " is not in this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives clusters what {@code cw gen} makes of the federation, and waits until they work with it.
     *
     * @param clusters whose objects are replaced; empty for all
     * @return how many objects they have now
     */
    int use(Federation federation, List<String> clusters)
            throws Unknown, Refused, Failed, IOException, InterruptedException {
        int objects = give(federation, clusters);
        settle();
        return objects;
    }

    /** The same, without waiting. */
    int give(Federation federation, List<String> clusters) throws Unknown, Refused, IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Plan plan = Planner.plan(federation, Selection.ALL, null, today);
        int objects = 0;
        for (ClusterPlan cluster : plan.clusters()) {
            String name = cluster.cluster().name();
            if (clusters.isEmpty() || clusters.contains(name)) {
                var manifests =
                        cluster.objects().stream().map(Planned::manifest).toList();
                sandbox.replace(name, manifests);
                objects += manifests.size();
            }
        }
        return objects;
    }

    void settle() throws Failed, InterruptedException {
        sandbox.settle(SETTLE_LIMIT);
    }

    Answer call(String from, String url) throws Unknown, InterruptedException {
        return call(from, url, () -> {});
    }

    /**
     * Calls.
     *
     * @param begun run by another thread when the answer begins, if it does
     * @throws InterruptedException when the tour is to end
     */
    Answer call(String from, String url, Runnable begun) throws Unknown, InterruptedException {
        Answer answer = sandbox.call(Target.parse(from), URI.create(url), CALL_LIMIT, begun);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return answer;
    }
}
