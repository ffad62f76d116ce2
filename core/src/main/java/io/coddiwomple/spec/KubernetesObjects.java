package io.coddiwomple.spec;

import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.Document;
import java.util.List;

/** Reads Kubernetes objects of one cluster. */
final class KubernetesObjects {
    private KubernetesObjects() {}

    static void read(String cluster, List<Document> documents, Draft draft, Problems problems) {
        if (!documents.isEmpty()) {
            draft.namedClusters.add(new Located<>(
                    cluster,
                    io.coddiwomple.problem.Place.file(documents.getFirst().file())));
        }
        java.util.Objects.requireNonNull(problems);
    }

    static void merge(Draft draft, Problems problems) {
        java.util.Objects.requireNonNull(draft);
        java.util.Objects.requireNonNull(problems);
    }
}
