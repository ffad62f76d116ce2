package io.coddiwomple.it.mesh;

import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.app.wiring.Cw;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A root, and an intermediate for each cluster below it, made by {@code cw ca}. */
final class CertificateAuthority {
    private final Path folder;

    CertificateAuthority(Path folder, String name) {
        this.folder = folder;
        cw("init", "--name", name);
    }

    Path folder() {
        return folder;
    }

    /** Issues to a cluster, and fills a folder with ca-cert.pem, ca-key.pem, cert-chain.pem and root-cert.pem. */
    synchronized void intermediate(String cluster, Path into) {
        cw("issue", cluster);
        mount(cluster, into);
    }

    /** What a kubelet makes of the Secret: one file for each of its entries. */
    void mount(String cluster, Path into) {
        WorkFolder.create(into);
        cw("secret", cluster)
                .lines()
                .filter(line -> line.matches("  [a-z-]+\\.pem: .*"))
                .map(line -> line.strip().split(": "))
                .forEach(entry -> WorkFolder.write(
                        into.resolve(entry[0]),
                        new String(Base64.getDecoder().decode(entry[1]), StandardCharsets.US_ASCII)));
    }

    /** Runs {@code cw ca} in this process; its result. */
    String cw(String command, String... words) {
        List<String> line = new ArrayList<>(List.of("ca", command, "--dir", folder.toString()));
        line.addAll(List.of(words));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = Cw.run(
                line,
                new Terminal(
                        InputStream.nullInputStream(), out, new PrintStream(err, true, StandardCharsets.UTF_8), false));
        if (exit != 0) {
            throw new IllegalStateException(line + " ended with " + exit + ": " + err.toString(StandardCharsets.UTF_8));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    String root() {
        return WorkFolder.read(folder.resolve("root/root-cert.pem"));
    }
}
