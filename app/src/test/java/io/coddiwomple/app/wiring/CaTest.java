package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.ca.Algorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cw ca init}, {@code issue} and {@code secret}, as users run them. */
class CaTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    private final Shell shell = new Shell();

    private String folder() {
        return base.resolve("ca").toString();
    }

    private Shell.Result ca(String command, String... words) {
        return shell.run(Stream.concat(Stream.of("ca", command, "--dir", folder()), Arrays.stream(words))
                .toList());
    }

    private void done(Shell.Result result) {
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void makesARootAnIntermediateAndASecret() {
        Shell.Result init = ca("init", "--name", "acme");
        done(init);
        assertThat(init.out().lines())
                .satisfiesExactly(
                        root -> assertThat(root).matches("root         CN=Root CA [0-9a-f]{8},O=acme"),
                        key -> assertThat(key).isEqualTo("key          ecdsa-p256, not encrypted"),
                        until -> assertThat(until).matches("valid until  \\S+Z, for 3650 days"),
                        renew -> assertThat(renew).matches("renew by     \\S+Z"),
                        print -> assertThat(print).matches("fingerprint  SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}"),
                        file -> assertThat(file).isEqualTo("certificate  " + base.resolve("ca/root/root-cert.pem")));
        assertThat(init.err()).contains("the root's private key has no passphrase");

        Shell.Result issue = ca("issue", "london");
        done(issue);
        assertThat(issue.out())
                .contains("cluster      london\n", "for 730 days\n", "files        " + folder() + "/clusters/london\n");
        assertThat(issue.err())
                .isEqualTo("next: cw ca secret london --dir " + folder()
                        + " | kubectl --context london apply --server-side --force-conflicts -f -\n");
        assertThat(ca("issue", "london").out()).startsWith("cluster      london (renewed)\n");

        Shell.Result secret = ca("secret", "london");
        done(secret);
        assertThat(secret.err()).isEmpty();
        assertThat(secret.out()).startsWith("""
                        apiVersion: v1
                        kind: Secret
                        metadata:
                          name: cacerts
                          namespace: istio-system
                          annotations:
                            coddiwomple.io/cluster: london
                        type: Opaque
                        data:
                          ca-cert.pem: LS0t""");
        assertThat(secret.out().lines().skip(9))
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("  ca-cert.pem", "  ca-key.pem", "  cert-chain.pem", "  root-cert.pem");
        assertThat(ca("secret", "london")).isEqualTo(secret);
        assertThat(ca("secret", "london", "--namespace", "mesh").out())
                .isEqualTo(secret.out().replace("namespace: istio-system", "namespace: mesh"));
    }

    /** A plan's prune removes what has its label and is in no plan, and this Secret is in none. */
    @Test
    void givesTheSecretNoLabelOfPlannedObjects() {
        done(ca("init"));
        done(ca("issue", "london"));

        assertThat(ca("secret", "london").out()).doesNotContain("managed-by", "labels");
    }

    @Test
    void printsKeysInTheSecretOnly() throws IOException {
        done(ca("init"));
        done(ca("issue", "london"));
        String key = Files.readString(base.resolve("ca/clusters/london/ca-key.pem"))
                .lines()
                .toList()
                .get(1);
        String root = Files.readString(base.resolve("ca/root/root-key.pem"))
                .lines()
                .toList()
                .get(1);

        for (List<String> words : List.of(
                List.of("ca", "report", "--dir", folder(), "-v"),
                List.of("ca", "report", "--dir", folder(), "-o", "json"),
                List.of("ca", "rotate", "--dir", folder(), "-v"),
                List.of("ca", "rotate", "--start", "--dir", folder(), "-v"),
                List.of("ca", "rotate", "--next", "--dir", folder(), "-v"),
                List.of("ca", "issue", "london", "--dir", folder(), "-v"),
                List.of("ca", "init", "--dir", folder(), "-v"))) {
            Shell.Result result = shell.run(words);
            assertThat(result.out() + result.err()).doesNotContain(key, root, "PRIVATE KEY");
        }
    }

    @Test
    void takesThePassphraseFromAFileOnly() throws IOException {
        Path file = Files.writeString(base.resolve("passphrase"), "correct horse\nsecond line\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Shell.Result init = ca("init", "--passphrase-file", file.toString());
        done(init);
        assertThat(init.out()).contains("key          ecdsa-p256, encrypted\n");
        assertThat(init.err()).isEmpty();

        Shell.Result without = ca("issue", "london");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).startsWith("error CW6006 ").contains("--passphrase-file FILE", "CW_CA_PASSPHRASE");
        assertThat(base.resolve("ca/clusters")).doesNotExist();
        done(ca("issue", "london", "--passphrase-file", file.toString()));

        assertThat(ca("init", "--passphrase", "correct horse").err()).contains("unknown option --passphrase");
        assertThat(shell.run("ca", "issue", "--help").out())
                .contains("CW_CA_PASSPHRASE")
                .doesNotContain("--passphrase ");
    }

    @Test
    void warnsOfAPassphraseThatOthersMayRead() throws IOException {
        String file =
                Files.writeString(base.resolve("passphrase"), "correct horse\n").toString();
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("rw-r--r--"));
        Shell.Result init = ca("init", "--passphrase-file", file);
        done(init);

        assertThat(init.err())
                .isEqualTo("warning CW6021 " + file + " others than the owner may read this passphrase (rw-r--r--); run"
                        + " chmod 600 " + file + ", unless they cannot reach the file\n");
        Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString("r--------"));
        assertThat(ca("issue", "london", "--passphrase-file", file).err()).startsWith("next: ");
    }

    @Test
    void refusesAPassphraseThatIsShortMissingOrUnreadable() throws IOException {
        Path brief = Files.writeString(base.resolve("brief"), "1234567\n");
        Path empty = Files.writeString(base.resolve("empty"), "\nmore\n");
        Path binary = Files.write(base.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE});

        assertThat(ca("init", "--passphrase-file", brief.toString()).err())
                .startsWith("error CW6006 " + brief + " the passphrase has fewer than 8 characters");
        assertThat(ca("init", "--passphrase-file", empty.toString()).err())
                .startsWith("error CW1001 " + empty + " the passphrase is empty");
        assertThat(ca("init", "--passphrase-file", binary.toString()).err()).startsWith("error CW1003 ");
        assertThat(ca("init", "--passphrase-file", base.resolve("none").toString())
                        .err())
                .isEqualTo("error CW1001 " + base + "/none the passphrase cannot be read: No such file or directory\n");
        assertThat(base.resolve("ca")).doesNotExist();
    }

    @Test
    void knowsTheClusterWhereOneIsDefined() {
        done(ca("init"));
        String mesh = "../examples/bookinfo-two-clusters";
        List<String> names = shell.run("gen", "-f", mesh, "-o", "name")
                .out()
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .distinct()
                .toList();

        Shell.Result unknown = ca("issue", names.getFirst() + "x", "-f", mesh);
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err())
                .isEqualTo("error: there is no cluster \"" + names.getFirst() + "x\" in the input; did you mean \""
                        + names.getFirst() + "\"?\n");
        done(ca("issue", names.getFirst(), "-f", mesh));
    }

    @Test
    void issuesToTheNamespaceThatTheClusterSays() throws IOException {
        Path mesh = Files.writeString(base.resolve("mesh.yaml"), """
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: london}
                spec:
                  istio: {namespace: mesh-system}
                  gateways: [{address: 203.0.113.7}]
                  kubeconfig: {path: ~/.kube/my config, context: prod}
                """);
        done(ca("init"));
        Shell.Result issue = ca("issue", "london", "-f", mesh.toString());
        done(issue);

        assertThat(issue.err())
                .endsWith(" | kubectl --kubeconfig '~/.kube/my config' --context prod apply --server-side"
                        + " --force-conflicts -f -\n");
        assertThat(ca("secret", "london").out()).contains("  namespace: mesh-system\n");
        done(ca("issue", "london"));
        assertThat(ca("secret", "london").out()).as("kept on renewal").contains("  namespace: mesh-system\n");
    }

    @Test
    void listsAllFaultsOfALineAtOnceAndDoesNothing() {
        Shell.Result result =
                ca("issue", "../london", "--lifetime", "2y", "--namespace", "Istio", "--bogus", "--passphrase-file");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .containsExactly(
                        "error: unknown option --bogus",
                        "error: --passphrase-file needs a value: FILE",
                        "error: \"../london\" cannot be the name of a cluster here: letters, digits, dots, hyphens and"
                                + " underscores, at most 128, the first a letter or digit",
                        "error: --namespace \"Istio\" cannot be the name of a namespace: a to z, digits and hyphens, at"
                                + " most 63",
                        "error: --lifetime is a number of days or hours, such as 730d or 36h, at most 36500d, not \"2y\"",
                        "See 'cw ca issue --help'.");
        assertThat(ca("init", "--algorithm", "rsa-4097", "--name", "x".repeat(65))
                        .err()
                        .lines())
                .containsExactly(
                        "error: there is no algorithm \"rsa-4097\", only ecdsa-p256, rsa-4096; did you mean"
                                + " \"rsa-4096\"?",
                        "error: --name has at most 64 characters, none of them a control character",
                        "See 'cw ca init --help'.");
        assertThat(ca("issue").err()).contains("error: name one cluster: cw ca issue CLUSTER");
        assertThat(ca("secret", "a", "b").err()).contains("error: name one cluster: cw ca secret CLUSTER");
        assertThat(base.resolve("ca")).doesNotExist();
    }

    @Test
    void offersTheAlgorithmsThatThereAre() {
        assertThat(CaOptions.ALGORITHMS).isEqualTo(Algorithm.WORDS);
    }

    @Test
    void saysThatARootExistsAndKeepsItWhenForced() throws IOException {
        done(ca("init"));
        done(ca("issue", "london"));
        String before = Files.readString(base.resolve("ca/root/root-cert.pem"));

        Shell.Result again = ca("init");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).startsWith("error CW6005 " + folder() + "/root there is a root already");
        assertThat(Files.readString(base.resolve("ca/root/root-cert.pem"))).isEqualTo(before);

        Shell.Result forced = ca("init", "--force");
        done(forced);
        assertThat(forced.err())
                .contains("warning: the root before this one is kept in " + folder()
                        + "/roots, and 1 cluster still has what it signed; run cw ca issue for each: london\n");
        assertThat(ca("report").err()).contains("warning CW6017 ");
    }
}
