package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedKeysTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    private final Problems problems = new Problems();

    private List<String> check(Observation... observations) {
        SharedKeys.check(Arrays.asList(observations), problems);
        assertThat(problems.hasErrors()).isEqualTo(!problems.sorted().isEmpty());
        return problems.sorted().stream().map(Problem::toString).toList();
    }

    private static Observation live(Bundle bundle, String cluster) throws Exception {
        String identity = "spiffe://cluster.local/ns/shop/sa/web";
        return Observation.ofShown(
                cluster,
                cluster + ":443",
                Workload.below(bundle, identity, Bench.START).chain());
    }

    @Test
    void findsOneIntermediateInTwoClusters() throws Exception {
        Bench bench = new Bench(base).withRoot().withClusters("london", "paris");
        Bundle london = bench.goodBundle("london");

        assertThat(check(Observation.of(london, "ca"), live(london, "paris"), live(london, "london")))
                .singleElement()
                .asString()
                .matches("error CW6019 paris:443 clusters london and paris sign with one private key, that of"
                        + " CN=Intermediate CA,L=london,O=acme \\([0-9a-f]{8}\\), so whoever .*");
    }

    @Test
    void leavesAnAuthorityOutsideOfTheClustersAlone() throws Exception {
        Bundle shared = new Bench(base).withRoot().withClusters("london").goodBundle("london");
        assertThat(check(live(shared, "london"), live(shared, "paris"))).isEmpty();
    }

    /** Another certificate, the same secret. */
    @Test
    void findsOneKeyInTwoCertificates() throws Unreadable {
        Bench bench = new Bench(base).withRoot().withClusters("london");
        var paris = new Observing("paris", problems);
        paris.file("paris.pem", Pem.of(bench.resigned("london", "paris")).getBytes(StandardCharsets.US_ASCII));

        assertThat(check(
                        Observation.of(bench.goodBundle("london"), "ca"),
                        paris.found().getFirst()))
                .singleElement()
                .asString()
                .contains("clusters london and paris sign with one private key");
    }

    /** Two istiods that sign with a root that somebody copied from the one to the other. */
    @Test
    void findsARootThatTwoIstiodsSignWith() throws Exception {
        Bench bench = new Bench(base).withRoot();
        SelfSigned root = new SelfSigned(bench);
        assertThat(check(root.secret("london"), root.workload("paris")))
                .singleElement()
                .asString()
                .contains(
                        "error CW6019 paris:443 clusters london and paris sign with one private key, that of CN=Root CA");
    }

    /** An istiod that signs with its root. */
    private record SelfSigned(Bench bench) {
        Observation secret(String cluster) {
            var observing = new Observing(cluster, new Problems());
            observing.file(
                    cluster + ".yaml",
                    ("kind: Secret\nstringData:\n  ca-cert.pem: |\n"
                                    + bench.read("root/root-cert.pem").indent(4)
                                    + "  ca-key.pem: |\n"
                                    + bench.read("root/root-key.pem").indent(4))
                            .getBytes(StandardCharsets.UTF_8));
            return observing.found().getFirst();
        }

        Observation workload(String cluster) throws Exception {
            List<X509Certificate> chain = secret(cluster).chain();
            var key = KeyText.read(bench.read("root/root-key.pem").getBytes(StandardCharsets.US_ASCII), null);
            var leaf = Workload.signed(new Workload(chain, key), "spiffe://cluster.local/ns/a/sa/b", Bench.START);
            return Observation.ofShown(cluster, cluster + ":443", leaf.chain());
        }
    }

    @Test
    void saysNothingOfKeysOfTheirOwnNorOfARootThatIsOnlyTrusted() throws Exception {
        Bench bench = new Bench(base).withRoot().withClusters("london", "paris");
        byte[] root = bench.read("root/root-cert.pem").getBytes(StandardCharsets.US_ASCII);
        var london = new Observing("london", problems);
        london.file("root-cert.pem", root);
        var paris = new Observing("paris", problems);
        paris.file("root-cert.pem", root);

        assertThat(check(london.found().getFirst(), paris.found().getFirst())).isEmpty();
        Observation unfinished = new Observation(
                "paris",
                "paris:443",
                List.of(live(bench.goodBundle("paris"), "paris").chain().getFirst(), bundleRoot(bench)),
                List.of(bundleRoot(bench)),
                false);
        assertThat(unfinished.signer())
                .as("the root did not sign this workload")
                .isNull();
        assertThat(check(
                        live(bench.goodBundle("london"), "london"),
                        Observation.of(bench.goodBundle("paris"), "ca"),
                        unfinished))
                .isEmpty();
    }

    private static X509Certificate bundleRoot(Bench bench) {
        return bench.goodBundle("london").roots().getFirst();
    }
}
