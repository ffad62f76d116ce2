package io.coddiwomple.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.coddiwomple.model.Federation;
import io.coddiwomple.plan.ClusterPlan;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Planner;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.Limits;
import io.coddiwomple.yaml.Trees;
import io.coddiwomple.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/** Whatever the bytes are, and whatever they are read as: a reason why not, or a plan that any reader reads back. */
class SpecsFuzzTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private static final List<Input.Role> ROLES = List.of(
            new Input.Resources(),
            new Input.ClusterFile(),
            new Input.ServiceFile(),
            new Input.ClusterObjects("london"));
    private static final Input CLUSTERS =
            new Input("clusters.yaml", """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            spec: {gateways: [{address: london.example.com}]}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: cluster1}
            spec: {istio: {version: "1.6"}, gateways: [{address: 203.0.113.1}]}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: GlobalService
            metadata: {name: web, namespace: shop}
            spec: {ports: [{number: 80, protocol: HTTP}], backends: [{cluster: london}]}
            """.getBytes(StandardCharsets.UTF_8), new Input.Resources());

    @FuzzTest(maxDuration = "60s")
    void neverFails(byte[] content) {
        for (Input.Role role : ROLES) {
            check(List.of(new Input("in.yaml", content, role), CLUSTERS));
            check(List.of(new Input("in.yaml", content, role)));
        }
    }

    private static void check(List<Input> inputs) {
        var problems = new Problems();
        Federation federation = Specs.read(inputs, Options.NONE, problems);
        assertThat(federation == null).isEqualTo(problems.hasErrors());
        if (federation != null) {
            Plan plan = Planner.plan(federation, Selection.ALL, null, TODAY);
            plan.clusters().forEach(SpecsFuzzTest::readBack);
            problems.addAll(plan.findings());
        }
        problems.sorted().forEach(problem -> assertThat(problem.toString()).doesNotContainPattern("\\p{Cntrl}"));
    }

    private static void readBack(ClusterPlan plan) {
        plan.objects().forEach(object -> {
            var text = new ByteText();
            YamlText.append(object.manifest().tree(), text);
            var problems = new Problems();
            var documents = Documents.read("out.yaml", text.toBytes(), Limits.DEFAULT, problems);
            assertThat(problems.sorted()).isEmpty();
            assertThat(documents)
                    .singleElement()
                    .satisfies(document -> assertThat(Trees.of(document.root()))
                            .isEqualTo(Trees.of(object.manifest().tree())));
        });
    }
}
