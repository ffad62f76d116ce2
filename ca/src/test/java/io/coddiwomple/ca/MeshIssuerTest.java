package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.ca.MeshIssuer.EphemeralRoot;
import io.coddiwomple.ca.MeshIssuer.Workload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workloads get is what openssl takes for both ends of a connection, under its own root and no other. */
class MeshIssuerTest {
    private static final URI IDENTITY = URI.create("spiffe://london.example/ns/bar/sa/httpbin");

    @TempDir
    private Path folder;

    private static EphemeralRoot root() {
        return EphemeralRoot.make("demo", Instant.now(), Duration.ofDays(1));
    }

    @Test
    void issuesWhatOpensslAcceptsForClientsAndServers() throws IOException {
        Workload workload = root().issuer("london").issue(IDENTITY);
        assertThat(verified(workload, workload.roots(), "sslclient")).endsWith(": OK\n");
        assertThat(verified(workload, workload.roots(), "sslserver")).endsWith(": OK\n");
    }

    @Test
    void isNotTrustedUnderAnotherRoot() throws IOException {
        Workload workload = root().issuer("london").issue(IDENTITY);
        Workload other = root().issuer("london").issue(IDENTITY);
        assertThat(verified(workload, other.roots(), "sslclient")).contains("verification failed");
    }

    @Test
    void namesTheWorkloadByItsSpiffeIdAlone() throws IOException {
        Workload workload = root().issuer("london").issue(IDENTITY);
        String text = new Openssl(folder)
                .run("x509", "-noout", "-subject", "-ext", "subjectAltName", "-in", file("leaf", workload.chain()))
                .text();
        assertThat(text).contains("subject=\n").contains("critical").contains("URI:" + IDENTITY);
    }

    @Test
    void keepsTheKeyOutOfItsText() {
        Workload workload = root().issuer("london").issue(IDENTITY);
        assertThat(workload.key()).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(workload.toString()).doesNotContain("BEGIN").doesNotContain(workload.key());
    }

    private String verified(Workload workload, String roots, String purpose) throws IOException {
        String chain = file("chain", workload.chain());
        return new Openssl(folder)
                .run("verify", "-purpose", purpose, "-CAfile", file("roots", roots), "-untrusted", chain, chain)
                .text();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
