package io.coddiwomple.bench;

import io.coddiwomple.model.Federation;
import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Group;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading, planning and rendering without a file or a process. JMH's {@code -prof gc} adds what is allocated. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PlanBenchmark {
    @Param("20")
    int clusters;

    @Param({"500", "1000", "2000"})
    int services;

    private List<Input> inputs = List.of();
    private @Nullable Federation federation;

    /** Makes the input, and reads it once. */
    @Setup
    public void prepare() {
        var mesh = new LargeMesh(clusters, services);
        inputs = List.of(
                new Input("clusters.json", bytes(mesh.clusterFile()), new Input.ClusterFile()),
                new Input("services.json", bytes(mesh.serviceFile()), new Input.ServiceFile()));
        federation = read();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes to model. */
    @Benchmark
    public Federation read() {
        var problems = new Problems();
        Federation result = Specs.read(inputs, Options.NONE, problems);
        if (result == null) {
            throw new IllegalStateException(problems.sorted().toString());
        }
        return result;
    }

    /** Model to plan; the objects of a plan are made when they are asked for. */
    @Benchmark
    public Plan plan() {
        if (federation == null) {
            throw new IllegalStateException("not prepared");
        }
        return Planner.plan(federation, Selection.ALL, null, LocalDate.EPOCH);
    }

    /** Model to plan, and to the text of one cluster. */
    @Benchmark
    public int planAndRenderOne() {
        ClusterPlan cluster = plan().clusters().getFirst();
        var text = new ByteText();
        for (Group group : cluster.groups()) {
            for (Planned object : group.objects()) {
                YamlText.append(object.manifest().tree(), text);
            }
        }
        return text.length();
    }
}
