package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssueTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    private Bench bench() {
        return new Bench(base);
    }

    private static String seconds(Instant time) {
        return Long.toString(time.getEpochSecond());
    }

    @ParameterizedTest
    @EnumSource
    void opensslVerifiesIt(Algorithm algorithm) {
        Bench bench = bench();
        bench.makeRoot(false, algorithm, Lifetime.ofDays(3650));
        bench.withClusters("london");
        Openssl openssl = new Openssl(bench.file("clusters/london"));

        String now = seconds(Bench.START);
        assertThat(openssl.run("verify", "-x509_strict", "-attime", now, "-CAfile", "root-cert.pem", "ca-cert.pem")
                        .text())
                .isEqualTo("ca-cert.pem: OK\n");
        assertThat(openssl.output("x509", "-in", "ca-cert.pem", "-noout", "-text"))
                .contains(
                        "Subject: O = acme, L = london, CN = Intermediate CA",
                        "Basic Constraints: critical\n",
                        "CA:TRUE, pathlen:0",
                        "DNS:istiod.istio-system.svc",
                        "Authority Key Identifier")
                .containsPattern("Key Usage: critical\\s+Certificate Sign, CRL Sign\n")
                .contains(algorithm == Algorithm.RSA_4096 ? "Public-Key: (4096 bit)" : "NIST CURVE: P-256");
        assertThat(openssl.output("pkey", "-in", "ca-key.pem", "-pubout"))
                .isEqualTo(openssl.output("x509", "-in", "ca-cert.pem", "-noout", "-pubkey"));
        assertThat(openssl.output("x509", "-in", "root-cert.pem", "-noout", "-text"))
                .contains(algorithm == Algorithm.RSA_4096 ? "sha256WithRSAEncryption" : "ecdsa-with-SHA256");
        assertThat(bench.read("clusters/london/cert-chain.pem"))
                .isEqualTo(bench.read("clusters/london/ca-cert.pem") + bench.read("root/root-cert.pem"));
        assertThat(bench.read("clusters/london/root-cert.pem")).isEqualTo(bench.read("root/root-cert.pem"));
    }

    @Test
    void theJavaPlatformVerifiesItAndAWorkloadBelowIt() throws Exception {
        Bench bench = bench().withRoot().withClusters("london");
        Bundle bundle = bench.goodBundle("london");
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(bundle.certificate()));
        var parameters =
                new PKIXParameters(Set.of(new TrustAnchor(bundle.roots().getFirst(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(Bench.START));
        assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters))
                .isNotNull();

        var workload = Workload.below(bundle, "spiffe://cluster.local/ns/foo/sa/client", Bench.START);
        assertThat(Chains.distrust(workload.chain(), bundle.roots(), Bench.START))
                .isEmpty();
        Files.writeString(base.resolve("leaf.pem"), Pem.of(workload.chain().getFirst()));
        assertThat(new Openssl(base)
                        .run(
                                "verify",
                                "-attime",
                                seconds(Bench.START),
                                "-CAfile",
                                "ca/clusters/london/root-cert.pem",
                                "-untrusted",
                                "ca/clusters/london/cert-chain.pem",
                                "leaf.pem")
                        .text())
                .isEqualTo("leaf.pem: OK\n");
    }

    /** pathlen:0 — an istiod whose key is stolen cannot make others sign in its name. */
    @Test
    void nothingBelowItMaySign() throws Exception {
        Bench bench = bench().withRoot().withClusters("london");
        Bundle london = bench.goodBundle("london");
        var below = Workload.authorityBelow(london, Bench.START);
        var leaf = Workload.signed(below, "spiffe://cluster.local/ns/foo/sa/client", Bench.START);

        assertThat(Chains.distrust(leaf.chain(), london.roots(), Bench.START)).isPresent();
    }

    @Test
    void livesTwoYearsAndIsRenewedWithAThirdLeft() {
        Bench bench = bench().withRoot();
        Issued issued = bench.good(bench.issue("london"));

        Validity validity = issued.bundle().validity();
        assertThat(validity.from()).isEqualTo(Bench.START.minus(Duration.ofHours(1)));
        assertThat(validity.to()).isEqualTo(Bench.START.plus(Duration.ofDays(730)));
        assertThat(validity.renewal()).isEqualTo(Instant.parse("2027-07-01T03:40:00Z"));
        assertThat(issued.renewal()).isFalse();

        bench.later(Duration.between(Bench.START, validity.renewal().minusSeconds(1)));
        assertThat(bench.bundle("london")).isNotNull();
        assertThat(bench.said()).isEmpty();
        bench.later(Duration.ofSeconds(1));
        assertThat(bench.bundle("london")).isNotNull();
        assertThat(bench.said())
                .containsExactly(
                        "warning CW6012 ca/clusters/london/ca-cert.pem the intermediate of cluster london ends at"
                                + " 2028-02-29T12:00:00Z, in 243 days, and less than a third of its life is left; run"
                                + " cw ca issue london");
    }

    @Test
    void neverOutlivesItsRoot() {
        Bench bench = bench();
        bench.makeRoot(false, Algorithm.ECDSA_P256, Lifetime.ofDays(100));
        Issued issued = bench.good(bench.issue("london"));

        assertThat(issued.bundle().validity().to())
                .isEqualTo(issued.root().validity().to());
        assertThat(bench.said()).singleElement().asString().startsWith("warning CW6013 ca/root/root-cert.pem");

        bench.makeRoot(true, Algorithm.ECDSA_P256, Lifetime.ofDays(3650));
        Issued again = bench.good(bench.issue("london"));
        assertThat(again.bundle().validity().to()).isEqualTo(Bench.START.plus(Duration.ofDays(730)));
    }

    @Test
    void warnsOfARootThatShouldBeReplaced() {
        Bench bench = bench();
        bench.makeRoot(false, Algorithm.ECDSA_P256, Lifetime.ofDays(100));
        bench.later(Duration.ofDays(80)).issue("london", Lifetime.ofDays(9));

        assertThat(bench.said())
                .containsExactly("warning CW6012 ca/root/root-cert.pem this root ends at 2026-06-09T12:00:00Z, in 20"
                        + " days, and less than a third of its life is left; cw ca rotate replaces it");
    }

    @Test
    void renewsWithANewKeyAndKeepsWhatWasThere() {
        Bench bench = bench().withRoot();
        bench.issue("london", Lifetime.ofDays(90));
        Map<String, String> before = bench.tree();
        String key = bench.read("clusters/london/ca-key.pem");
        bench.later(Duration.ofDays(60));

        Issued renewed = bench.good(bench.issue("london"));

        assertThat(renewed.renewal()).isTrue();
        assertThat(renewed.bundle().validity().to())
                .as("as long as the one before")
                .isEqualTo(bench.now().plus(Duration.ofDays(90)));
        assertThat(bench.read("clusters/london/ca-key.pem")).isNotEqualTo(key);
        before.remove("ca/clusters/london");
        assertThat(bench.tree()).containsAllEntriesOf(before);
    }

    @Test
    void givesEveryClusterAKeyOfItsOwn() {
        Bench bench = bench().withRoot().withClusters("london", "paris");

        assertThat(bench.read("clusters/london/ca-key.pem")).isNotEqualTo(bench.read("clusters/paris/ca-key.pem"));
    }

    @Test
    void printsTheSameSecretEveryTime() {
        Bench bench = bench().withRoot().withClusters("london");

        Map<String, String> data = bench.goodBundle("london").data();
        assertThat(data).isEqualTo(bench.goodBundle("london").data());
        assertThat(data.keySet()).containsExactly("ca-cert.pem", "ca-key.pem", "cert-chain.pem", "root-cert.pem");
        assertThat(data.values()).allSatisfy(value -> assertThat(value).doesNotContain("\n"));
        assertThat(new String(Base64.getDecoder().decode(data.get("ca-key.pem")), StandardCharsets.US_ASCII))
                .isEqualTo(bench.read("clusters/london/ca-key.pem"));
        assertThat(bench.goodBundle("london")).hasToString("the certificates of cluster london");
    }

    @Test
    void saysThatNothingWasIssued() {
        Bench bench = bench().withRoot().withClusters("london");

        assertThat(bench.bundle("lodnon")).isNull();
        assertThat(bench.said())
                .containsExactly(
                        "error CW6014 ca nothing was issued to cluster lodnon here, and cw ca issue lodnon does"
                                + " it; did you mean \"london\"?");
    }

    @Test
    void saysThatASetIsMissing() throws IOException {
        Bench bench = bench().withRoot().withClusters("london");
        Files.delete(bench.file("clusters/london"));
        Files.createSymbolicLink(bench.file("clusters/london"), Path.of("../issued/gone"));

        assertThat(bench.bundle("london")).isNull();
        assertThat(bench.said())
                .containsExactly("error CW6007 ca/clusters/london this link leads nowhere: the set of files is missing;"
                        + " put it back into ca/issued, or issue to the cluster again");
        assertThat(bench.rotate()).isNull();
        bench.withClusters("london");
        assertThat(bench.bundle("london")).isNotNull();
    }

    @Test
    void saysThatThereIsNoAuthority() throws IOException {
        Bench bench = bench();
        assertThat(bench.issue("london")).isNull();
        assertThat(bench.said()).singleElement().asString().startsWith("error CW6001 ca there is no such folder");

        Files.createDirectory(bench.folder());
        assertThat(bench.bundle("london")).isNull();
        assertThat(bench.said()).singleElement().asString().contains("CW6001", "it has no file .cw-ca");
    }

    @Test
    void saysThatThereIsNoRoot() throws IOException {
        Bench bench = bench().withRoot();
        Files.delete(bench.file("root"));
        for (String root : bench.names("roots")) {
            PrivateFiles.remove(bench.file("roots/" + root));
        }

        assertThat(bench.issue("london")).isNull();
        assertThat(bench.said())
                .containsExactly("error CW6001 ca this folder has no root yet; cw ca init --dir ca makes one");
    }

    @Test
    void refusesARootThatHasEnded() {
        Bench bench = bench();
        bench.makeRoot(false, Algorithm.ECDSA_P256, Lifetime.ofDays(10));
        bench.later(Duration.ofDays(11));

        assertThat(bench.issue("london")).isNull();
        assertThat(bench.said())
                .containsExactly(
                        "error CW6010 ca/root/root-cert.pem this root ended at 2026-03-11T12:00:00Z, and the clock"
                                + " says 2026-03-12T12:00:00Z, so nobody trusts what it signs; make a new one with cw ca init"
                                + " --force, and issue to every cluster again");
    }

    @Test
    void refusesASetThatHasEndedAndOneThatHasNotBegun() {
        Bench bench = bench().withRoot();
        bench.issue("london", Lifetime.ofDays(10));
        bench.later(Duration.ofDays(11));
        assertThat(bench.bundle("london")).isNull();
        assertThat(bench.said()).singleElement().asString().startsWith("error CW6010 ca/clusters/london/ca-cert.pem");

        bench.later(Duration.ofDays(-20));
        assertThat(bench.bundle("london")).isNull();
        assertThat(bench.said()).singleElement().asString().startsWith("error CW6011 ca/clusters/london/ca-cert.pem");
    }

    @Test
    void refusesAnotherPassphraseAndNone() {
        Bench bench = bench().passphrase("correct horse").withRoot();

        assertThat(bench.passphrase(null).issue("london")).isNull();
        assertThat(bench.said())
                .singleElement()
                .asString()
                .startsWith("error CW6006 ca/root/root-key.pem this file is encrypted, and no passphrase was given");
        assertThat(bench.passphrase("battery staple").issue("london")).isNull();
        assertThat(bench.said())
                .singleElement()
                .asString()
                .startsWith("error CW6006 ca/root/root-key.pem this file cannot be decrypted");
        assertThat(bench.file("clusters")).doesNotExist();
        assertThat(bench.passphrase("correct horse").issue("london")).isNotNull();
    }

    @Test
    void listsAllThatStandsAgainstARootAtOnce() {
        Bench bench = bench().passphrase("correct horse");
        bench.makeRoot(false, Algorithm.ECDSA_P256, Lifetime.ofDays(10));
        bench.later(Duration.ofDays(11)).passphrase(null);
        bench.permissions("root/root-key.pem", "rw-r--r--");

        assertThat(bench.issue("london")).isNull();
        assertThat(bench.said())
                .extracting(line -> line.substring(0, 12))
                .containsExactly("error CW6010", "error CW6004", "error CW6006");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void refusesAKeyThatOthersMayUse(String permissions) {
        Bench bench = bench().withRoot().withClusters("london");
        bench.permissions("root/root-key.pem", permissions);
        assertThat(bench.issue("paris")).isNull();
        assertThat(bench.said())
                .containsExactly("error CW6004 ca/root/root-key.pem others than the owner may use this private key ("
                        + permissions
                        + "), so it may be known already; run chmod 600 ca/root/root-key.pem, and issue anew"
                        + " if anybody else works on this machine");
        bench.permissions("root/root-key.pem", "rw-------");

        bench.permissions("clusters/london/ca-key.pem", permissions);
        assertThat(bench.bundle("london")).isNull();
        assertThat(bench.said()).singleElement().asString().startsWith("error CW6004 ca/clusters/london/ca-key.pem");
    }

    @Test
    void findsAKeyOfAnotherSet() {
        Bench bench = bench().withRoot().withClusters("london", "paris");
        bench.overwrite("clusters/london/ca-key.pem", bench.read("clusters/paris/ca-key.pem"));

        assertThat(bench.bundle("london")).isNull();
        assertThat(bench.said())
                .containsExactly("error CW6008 ca/clusters/london/ca-key.pem this private key does not belong to the"
                        + " certificate ca/clusters/london/ca-cert.pem, and istiod starts with neither; issue to the"
                        + " cluster again");

        bench.overwrite("root/root-key.pem", bench.read("clusters/paris/ca-key.pem"));
        assertThat(bench.issue("tokyo")).isNull();
        assertThat(bench.said()).singleElement().asString().startsWith("error CW6008 ca/root/root-key.pem");
    }

    @Test
    void refusesTheCertificateOfAnotherCluster() {
        Bench bench = bench().withRoot().withClusters("london");
        bench.copy("clusters/london", "clusters/paris");

        assertThat(bench.bundle("paris")).isNull();
        assertThat(bench.said())
                .containsExactly("error CW6019 ca/clusters/paris/ca-cert.pem this certificate was made for cluster"
                        + " london, and cluster paris must have a key of its own; run cw ca issue paris");
        assertThat(bench.bundle("london")).as("whose it is").isNotNull();
        assertThat(bench.rotate()).isNull();
    }

    /** What cw never makes: another certificate, for the key of another cluster. */
    @Test
    void refusesAKeyThatAnotherClusterHas() throws Unreadable {
        Bench bench = bench().withRoot().withClusters("london");
        String certificate = Pem.of(bench.resigned("london", "paris"));
        bench.copy("clusters/london", "clusters/paris");
        bench.overwrite("clusters/paris/ca-cert.pem", certificate);
        bench.overwrite("clusters/paris/cert-chain.pem", certificate);

        assertThat(bench.bundle("paris")).isNull();
        assertThat(bench.said())
                .containsExactly("error CW6019 ca/clusters/paris cluster paris has the private key of cluster london"
                        + " here, and each must have its own; run cw ca issue for both");
        assertThat(bench.bundle("london")).isNull();
    }

    @Test
    void findsARootOfAnotherAuthority() {
        Bench other = new Bench(base.resolve("other")).withRoot();
        Bench bench = new Bench(base.resolve("own")).withRoot().withClusters("london");
        bench.overwrite("clusters/london/root-cert.pem", other.read("root/root-cert.pem"));

        assertThat(bench.bundle("london")).isNull();
        assertThat(bench.said())
                .singleElement()
                .asString()
                .startsWith(
                        "error CW6009 ca/clusters/london/ca-cert.pem the chain of this certificate does not verify with"
                                + " ca/clusters/london/root-cert.pem, it leads to none of the roots CN=Root CA");
    }

    @Test
    void findsEveryFileThatIsMissingCutOffOrChanged() throws IOException {
        Bench bench = bench().withRoot().withClusters("london");
        String certificate = bench.read("clusters/london/ca-cert.pem");
        Files.delete(bench.file("clusters/london/cert-chain.pem"));
        Files.delete(bench.file("clusters/london/root-cert.pem"));
        assertThat(bench.bundle("london")).isNull();
        assertThat(bench.said())
                .hasSize(2)
                .allMatch(line -> line.contains("this file is missing, and istiod needs all four"));

        bench.overwrite("clusters/london/root-cert.pem", "");
        bench.overwrite("clusters/london/cert-chain.pem", certificate.substring(0, 100));
        bench.overwrite("clusters/london/ca-cert.pem", certificate.replace("\nM", "\nX"));
        bench.overwrite("clusters/london/ca-key.pem", "no key");
        assertThat(bench.bundle("london")).isNull();
        assertThat(bench.said())
                .hasSize(4)
                .allMatch(line -> line.startsWith("error CW6007 ca/clusters/london/"))
                .anyMatch(line -> line.contains("is cut off"))
                .anyMatch(line -> line.contains("holds no certificate in PEM form"))
                .anyMatch(line -> line.contains("is not an X.509 certificate"))
                .anyMatch(line -> line.contains("holds no private key"));
        assertThat(bench.issue("london")).as("what is broken can be replaced").isNotNull();
        assertThat(bench.bundle("london")).isNotNull();
    }

    @Test
    void findsABitThatChanged() {
        Bench bench = bench().withRoot().withClusters("london");
        Bundle bundle = bench.goodBundle("london");
        byte[] encoded = Base64.getMimeDecoder()
                .decode(bench.read("clusters/london/ca-cert.pem").replaceAll("-----[A-Z ]+-----", ""));
        encoded[encoded.length - 3] ^= 1;
        bench.overwrite("clusters/london/ca-cert.pem", Pem.of(Pem.CERTIFICATE, encoded));

        assertThat(bundle).isNotNull();
        assertThat(bench.bundle("london")).isNull();
        assertThat(bench.said()).isNotEmpty().allMatch(line -> line.startsWith("error CW600"));
    }

    @Test
    void refusesACertificateThatMayNotSign() {
        Bench bench = bench().withRoot().withClusters("london");
        Openssl openssl = new Openssl(bench.file("clusters/london"));
        openssl.output(
                "req",
                "-x509",
                "-key",
                "ca-key.pem",
                "-subj",
                "/CN=leaf",
                "-addext",
                "basicConstraints=critical,CA:false",
                "-days",
                "1",
                "-out",
                "leaf.pem");
        String leaf = bench.read("clusters/london/leaf.pem");
        String good = bench.read("clusters/london/ca-cert.pem");
        bench.overwrite("clusters/london/ca-cert.pem", leaf);

        assertThat(bench.bundle("london")).isNull();
        assertThat(bench.said()).anyMatch(line -> line.contains("CW6007") && line.contains("may not sign others"));

        bench.overwrite("clusters/london/ca-cert.pem", good);
        bench.overwrite("root/root-cert.pem", leaf);
        assertThat(bench.issue("paris")).isNull();
        assertThat(bench.said()).singleElement().asString().contains("CW6007", "this certificate is no root");
    }

    @Test
    void warnsOfASetOfARootBefore() {
        Bench bench = bench().withRoot().withClusters("london");
        bench.makeRoot(true, Algorithm.ECDSA_P256, Lifetime.ofDays(3650));

        assertThat(bench.bundle("london")).isNotNull();
        assertThat(bench.said())
                .singleElement()
                .asString()
                .startsWith("warning CW6017 ca/clusters/london the intermediate of cluster london is of a root before");
    }

    @Test
    void seesThatTheClockWentBackSinceTheLastIssue() {
        Bench bench = bench().withRoot().later(Duration.ofDays(10)).withClusters("london");
        bench.later(Duration.ofDays(-9));

        assertThat(bench.issue("paris")).isNull();
        assertThat(bench.said())
                .containsExactly(
                        "error CW6011 ca/clusters/london/ca-cert.pem this certificate was made at"
                                + " 2026-03-11T12:00:00Z, and now the clock says 2026-03-02T12:00:00Z, so it was wrong then or is"
                                + " now; set the clock of this machine, for what is issued with a wrong one is refused elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "730d", "36500d", "1h", "36h"})
    void readsLifetimes(String text) {
        assertThat(Lifetime.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "d", "0d", "-1d", "01d", "730", "36501d", "1y", "1.5d", "99999999d", "1 d"})
    void refusesWhatIsNoLifetime(String text) {
        assertThat(Lifetime.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "-a", "a b", "a\n"})
    void refusesNamesThatWouldLeaveTheFolder(String name) {
        assertThat(ClusterName.isName(name)).isFalse();
    }
}
