package io.coddiwomple.app.demo;

import io.coddiwomple.app.run.Report;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.run.Sources;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Port;
import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Refused;
import io.coddiwomple.sandbox.Sandbox;
import io.coddiwomple.sandbox.Unknown;
import io.coddiwomple.sandbox.blueprint.Blueprints;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import io.coddiwomple.spec.Options;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** {@code cw demo up}: the user's own federation, until it is told to end. */
public final class Up implements Runner {
    private final Sources sources;
    private final Machine machine;
    private final InstantSource clock;

    public Up(Sources sources, Machine machine, InstantSource clock) {
        this.sources = sources;
        this.machine = machine;
        this.clock = clock;
    }

    @Override
    public int run(Report report) throws IOException {
        var problems = new Problems();
        Federation federation = sources.read(report.terminal(), Options.NONE, problems);
        if (federation == null) {
            report.problems(problems.sorted());
            return INVALID;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Plan plan = Planner.plan(federation, Selection.ALL, null, today);
        problems.addAll(plan.findings());
        report.problems(problems.sorted());
        return plan.isRefused() ? INVALID : DemoRun.of(new Staying(plan), machine, clock, report);
    }

    /** Puts a plan into its clusters, and leaves them up. */
    private record Staying(Plan plan) implements Show {
        private static final Duration SETTLE_LIMIT = Duration.ofSeconds(60);
        private static final int MOST_EXAMPLES = 3;

        @Override
        public List<ClusterBlueprint> clusters() {
            return Blueprints.of(plan.federation(), Map.of());
        }

        @Override
        public int go(Sandbox sandbox, Running running)
                throws Failed, Refused, Unknown, IOException, InterruptedException {
            running.mayEnd();
            for (ClusterPlan cluster : plan.clusters()) {
                sandbox.replace(
                        cluster.cluster().name(),
                        cluster.objects().stream().map(Planned::manifest).toList());
            }
            sandbox.settle(SETTLE_LIMIT);
            // Coming up takes several times the memory of what stays.
            System.gc();
            running.up();
            running.progress("in another terminal:");
            examples().forEach(example -> running.progress("  cw demo " + example));
            running.progress("Ctrl-C ends it");
            new CountDownLatch(1).await();
            return DONE;
        }

        private List<String> examples() {
            var examples = new ArrayList<String>();
            for (ClusterPlan cluster : plan.clusters()) {
                for (GlobalService service : cluster.callable()) {
                    if (examples.size() < MOST_EXAMPLES) {
                        examples.add("call " + cluster.cluster().name() + " " + url(service));
                    }
                }
            }
            examples.add("status");
            examples.add("kill " + plan.clusters().getFirst().cluster().name());
            examples.add("down");
            return examples;
        }

        private static String url(GlobalService service) {
            Port port = service.ports().getFirst();
            String scheme = switch (port.protocol()) {
                case HTTP -> "http";
                case HTTP2 -> "http2";
                case GRPC, GRPC_WEB -> "grpc";
                case HTTPS -> "https";
                case TLS -> "tls";
                case TCP, MONGO, REDIS, MYSQL -> "tcp";
            };
            boolean path = scheme.startsWith("http");
            return scheme + "://" + service.hosts().getFirst() + ":" + port.number() + (path ? "/" : "");
        }
    }
}
