package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservingTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    private final Problems problems = new Problems();
    private final Observing observing = new Observing("london", problems);

    @SuppressWarnings("NullAway.Init")
    private Bench bench;

    @SuppressWarnings("NullAway.Init")
    private Bundle bundle;

    @BeforeEach
    void issue() {
        bench = new Bench(base).withRoot().withClusters("london", "paris");
        bundle = bench.goodBundle("london");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    private List<String> said() {
        return problems.sorted().stream().map(Problem::toString).toList();
    }

    private String secret(String kind, Map<String, String> data) {
        var text = new StringBuilder("apiVersion: v1\nkind: " + kind + "\nmetadata: {name: cacerts}\ndata:\n");
        data.forEach((name, value) ->
                text.append("  ").append(name).append(": \"").append(value).append("\"\n"));
        return text.toString();
    }

    @Test
    void readsTheSecretOfAnIstiod() {
        observing.file("london.yaml", bytes(secret("Secret", bundle.data())));

        assertThat(said()).isEmpty();
        assertThat(observing.found())
                .containsExactly(new Observation("london", "london.yaml", bundle.chain(), bundle.roots(), true));
        assertThat(observing.found().getFirst().signer()).isEqualTo(bundle.certificate());
    }

    @Test
    void readsListsAndSeveralDocumentsAndPassesOverTheRest() {
        String secret = secret("Secret", bundle.data()).indent(2).replaceFirst("^  ", "- ");
        observing.file("all.yaml", bytes("kind: Deployment\n---\nkind: List\nitems:\n" + secret));

        assertThat(said()).isEmpty();
        assertThat(observing.found()).hasSize(1);
    }

    @Test
    void readsASecretOfTypeTls() {
        observing.file(
                "tls.yaml",
                bytes(secret(
                        "Secret",
                        Map.of(
                                "tls.crt", base64(Pem.of(bundle.certificate())),
                                "tls.key", bundle.data().getOrDefault("ca-key.pem", ""),
                                "ca.crt", base64(Pem.of(bundle.roots()))))));

        assertThat(said()).isEmpty();
        assertThat(observing.found()).singleElement().satisfies(found -> {
            assertThat(found.chain()).containsExactly(bundle.certificate());
            assertThat(found.roots()).isEqualTo(bundle.roots());
        });
    }

    /** What istiod makes for itself when nobody gives it anything. */
    @Test
    void readsTheSecretOfASelfSignedIstiod() {
        String root = bench.read("root/root-cert.pem");
        observing.file(
                "self.yaml",
                bytes(secret(
                        "Secret",
                        Map.of("ca-cert.pem", base64(root), "ca-key.pem", base64(bench.read("root/root-key.pem"))))));

        assertThat(said()).isEmpty();
        assertThat(observing.found()).singleElement().satisfies(found -> {
            assertThat(found.chain()).isEqualTo(bundle.roots());
            assertThat(found.roots()).isEqualTo(bundle.roots());
        });
    }

    @Test
    void readsWhatIstiodHandsOut() {
        observing.file(
                "map.json",
                bytes("{\"kind\": \"ConfigMap\", \"data\": {\"root-cert.pem\": \""
                        + Pem.of(bundle.roots()).replace("\n", "\\n") + "\"}}"));

        assertThat(said()).isEmpty();
        assertThat(observing.found())
                .containsExactly(new Observation("london", "map.json", List.of(), bundle.roots(), false));
    }

    @Test
    void readsFilesOfCertificates() {
        observing.file("chain.pem", bytes("a comment\n" + Pem.of(bundle.chain())));

        assertThat(said()).isEmpty();
        assertThat(observing.found())
                .containsExactly(new Observation("london", "chain.pem", bundle.chain(), bundle.roots(), false));
    }

    @Test
    void readsAFolderOfThem() {
        observing.files("folder", bundle.files());

        assertThat(said()).isEmpty();
        assertThat(observing.found())
                .containsExactly(new Observation("london", "folder", bundle.chain(), bundle.roots(), true));
    }

    @Test
    void findsAKeyThatDoesNotBelongThere() {
        var data = new TreeMap<>(bundle.data());
        data.put("ca-key.pem", bench.goodBundle("paris").data().getOrDefault("ca-key.pem", ""));
        observing.file("mixed.yaml", bytes(secret("Secret", data)));

        assertThat(said())
                .singleElement()
                .asString()
                .startsWith("error CW6008 mixed.yaml:1:1 ca-key.pem this private key");
        assertThat(said().toString())
                .doesNotContain(data.getOrDefault("ca-key.pem", "none").substring(40));
    }

    @Test
    void listsEverythingThatIsWrongAtOnce() {
        observing.file(
                "bad.yaml",
                bytes(secret(
                        "Secret",
                        Map.of(
                                "ca-cert.pem",
                                "%%%",
                                "root-cert.pem",
                                base64("nothing"),
                                "cert-chain.pem",
                                base64("")))));

        assertThat(said()).hasSize(2).allMatch(line -> line.startsWith("error CW6007 bad.yaml"));
    }

    @Test
    void saysWhatHoldsNoCertificate() {
        observing.file("deployment.yaml", bytes("kind: Deployment\n"));
        observing.files("empty", Map.of());
        observing.file("broken.yaml", bytes("kind: [\n"));

        assertThat(said())
                .hasSize(3)
                .anyMatch(
                        line -> line.startsWith("error CW6016 deployment.yaml this file holds no Secret or ConfigMap"))
                .anyMatch(line -> line.startsWith("error CW6016 empty this folder has no ca-cert.pem"))
                .anyMatch(line -> line.startsWith("error CW1004 broken.yaml"));
    }
}
