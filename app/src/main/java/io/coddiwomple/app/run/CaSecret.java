package io.coddiwomple.app.run;

import io.coddiwomple.ca.Authority;
import io.coddiwomple.ca.Bundle;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.YamlText;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * {@code cw ca secret}: the Secret {@code cacerts} of a cluster, with its private key. It carries no label of objects
 * that {@code cw} makes: those are removed when no plan needs them.
 */
public final class CaSecret implements Runner {
    /** Says for whom it was made, so that a Secret in the wrong cluster is noticed. */
    static final String CLUSTER = "coddiwomple.io/cluster";

    private final String folder;
    private final String cluster;
    private final @Nullable String namespace;
    private final InstantSource clock;

    /** @param namespace of the cluster's istiod, or null for the one that it was issued to */
    public CaSecret(String folder, String cluster, @Nullable String namespace, InstantSource clock) {
        this.folder = folder;
        this.cluster = cluster;
        this.namespace = namespace;
        this.clock = clock;
    }

    @Override
    public int run(Report report) throws IOException {
        return AuthorityRun.run(report, problems -> print(report, problems));
    }

    private int print(Report report, Problems problems) throws IOException {
        try (Authority authority = Authority.reading(folder, clock.instant(), problems)) {
            Bundle bundle = authority == null ? null : authority.bundle(cluster);
            if (bundle == null || problems.hasErrors()) {
                return INVALID;
            }
            var text = new ByteText();
            YamlText.append(manifest(bundle), text);
            text.writeTo(report.terminal().out());
            return DONE;
        }
    }

    private Fields manifest(Bundle bundle) {
        return Fields.builder()
                .put("apiVersion", "v1")
                .put("kind", "Secret")
                .put(
                        "metadata",
                        Fields.builder()
                                .put("name", "cacerts")
                                .put("namespace", namespace == null ? bundle.namespace() : namespace)
                                .put(
                                        "annotations",
                                        Fields.builder()
                                                .put(CLUSTER, bundle.cluster())
                                                .build())
                                .build())
                .put("type", "Opaque")
                .put("data", Fields.texts(bundle.data()))
                .build();
    }
}
