package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two authorities, each with certificates for london and paris, and a mesh of the two clusters. */
abstract class Authorities {
    static final String MESH = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            spec: {istio: {version: "1.30"}, gateways: [{address: 203.0.113.7}]}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: paris}
            spec:
              istio: {version: "1.30", trustDomain: fr.example}
              gateways: [{address: 203.0.113.8}]
              kubeconfig: {path: /etc/kubeconfig, context: par}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: GlobalService
            metadata: {name: web, namespace: shop}
            spec: {ports: [{name: http, number: 80, protocol: HTTP}], backends: [{cluster: paris}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path base;

    final Shell shell = new Shell();

    @BeforeEach
    void issue() {
        for (String authority : List.of("ca", "other")) {
            run("ca", "init", "--dir", path(authority), "--name", authority);
            run("ca", "issue", "london", "--dir", path(authority));
            run("ca", "issue", "paris", "--dir", path(authority));
        }
    }

    String path(String name) {
        return base.resolve(name).toString();
    }

    Shell.Result run(String... words) {
        Shell.Result result = shell.run(words);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    String write(String name, String text) throws IOException {
        return Files.writeString(base.resolve(name), text).toString();
    }
}
