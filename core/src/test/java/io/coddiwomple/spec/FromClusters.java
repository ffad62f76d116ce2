package io.coddiwomple.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Port;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Clusters london, paris and tokyo, and what {@code --from} reads of them. */
final class FromClusters {
    private static final String CLUSTERS = List.of("london", "paris", "tokyo").stream()
            .map(name -> """
                    apiVersion: coddiwomple.io/v1alpha1
                    kind: Cluster
                    metadata: {name: %1$s}
                    spec: {clusterDomain: %1$s.local, gateways: [{address: %1$s.example.com}]}
                    ---
                    """.formatted(name))
            .reduce("", String::concat);

    private final List<Input> inputs = new ArrayList<>();
    private final Problems problems = new Problems();

    FromClusters() {
        with("clusters.yaml", CLUSTERS, new Input.Resources());
    }

    /** Resources beside the clusters. */
    FromClusters resources(String text) {
        return with("resources.yaml", text, new Input.Resources());
    }

    /** A service file of 2018. */
    FromClusters services(String text) {
        return with("services.json", text, new Input.ServiceFile());
    }

    /** The objects of a cluster, in a file named for it. */
    FromClusters from(String cluster, String text) {
        return from(cluster, cluster + ".yaml", text);
    }

    FromClusters from(String cluster, String file, String text) {
        return with(file, text, new Input.ClusterObjects(cluster));
    }

    private FromClusters with(String file, String text, Input.Role role) {
        inputs.add(new Input(file, text.getBytes(StandardCharsets.UTF_8), role));
        return this;
    }

    /** Null when there are errors. The same whatever the order of the inputs, and asserts that. */
    private @Nullable Federation read() {
        Federation federation = Specs.read(inputs, Options.NONE, problems);
        var reversed = new ArrayList<>(inputs);
        Collections.reverse(reversed);
        var others = new Problems();
        assertThat(Specs.read(reversed, Options.NONE, others)).isEqualTo(federation);
        assertThat(others.sorted()).isEqualTo(problems.sorted());
        return federation;
    }

    /** The federation of an input without errors. */
    Federation federation() {
        Federation federation = read();
        return Objects.requireNonNull(federation, problems.sorted().toString());
    }

    /** What there is to say, line by line. */
    List<String> problems() {
        read();
        return problems.sorted().stream().map(Problem::toString).toList();
    }

    /**
     * Every service in one line: {@code httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=8000}; its hosts, its
     * ports, and its backends with their own numbers.
     */
    List<String> services() {
        return federation().services().stream().map(FromClusters::line).toList();
    }

    private static String line(GlobalService service) {
        var line = new StringBuilder(service.id()).append(": ").append(String.join(" ", service.hosts()));
        for (Port port : service.ports()) {
            line.append("; ")
                    .append(port.name())
                    .append(' ')
                    .append(port.number())
                    .append(' ')
                    .append(port.protocol().istioName());
        }
        for (Backend backend : service.backends()) {
            line.append("; ").append(backend.cluster());
            backend.ports()
                    .forEach((name, number) ->
                            line.append(' ').append(name).append('=').append(number));
        }
        return line.toString();
    }

    /** A Service of namespace bar that is exported by its label. */
    static String labelled(String name, String ports) {
        return """
                ---
                apiVersion: v1
                kind: Service
                metadata:
                  name: %s
                  namespace: bar
                  labels: {coddiwomple.io/export: "true"}
                spec:
                  ports: [%s]
                """.formatted(name, ports);
    }

    /** A Service of namespace bar, and a ServiceExport of it made at a time. */
    static String exported(String name, String created, String ports) {
        return """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: %1$s, namespace: bar}
                spec:
                  ports: [%3$s]
                ---
                apiVersion: multicluster.x-k8s.io/v1beta1
                kind: ServiceExport
                metadata: {name: %1$s, namespace: bar, creationTimestamp: "%2$s"}
                """.formatted(name, created, ports);
    }
}
