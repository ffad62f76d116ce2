package io.coddiwomple.spec;

import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads everything that the user gave. */
public final class Specs {
    private Specs() {}

    /**
     * The federation that the inputs describe; their order does not matter.
     *
     * @return null when {@code problems} holds an error
     */
    @SuppressWarnings("IfChainToSwitch") // The first use of a type switch costs milliseconds at start.
    public static @Nullable Federation read(List<Input> inputs, Options options, Problems problems) {
        var draft = new Draft();
        var kubernetes = new KubernetesObjects(problems);
        for (Input input : inputs) {
            List<Document> documents = Documents.read(input.file(), input.content(), Limits.DEFAULT, problems);
            if (input.role() instanceof Input.ClusterObjects(String cluster)) {
                kubernetes.add(cluster, input.file(), documents);
            } else if (input.role() instanceof Input.ClusterFile) {
                documents.forEach(document -> File2018.clusters(document, draft, problems));
            } else if (input.role() instanceof Input.ServiceFile) {
                documents.forEach(document -> File2018.services(document, draft, problems));
            } else {
                documents.forEach(document -> Resources.read(document, draft, problems));
            }
        }
        kubernetes.into(draft);
        return Assembly.of(draft, options, problems);
    }
}
