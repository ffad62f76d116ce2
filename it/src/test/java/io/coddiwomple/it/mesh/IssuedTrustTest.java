package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two meshes whose istiods sign with what {@code cw ca} issued to them. */
@Tag("peers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuedTrustTest {
    private static final String SNI = "outbound_.8000_._.httpbin.bar.svc.cluster.local";

    @SuppressWarnings("NullAway.Init")
    private Lab lab;

    @BeforeAll
    void start() {
        Peers.needMeshes();
        lab = Lab.start(
                Blueprint.cluster("london")
                        .node("a", "eu/a")
                        .gateway("eastwest-0", "istio-system", "eastwestgateway")
                        .client("client-0", "foo", "a"),
                Blueprint.cluster("oslo")
                        .node("a", "eu/a")
                        .gateway("eastwest-0", "istio-system", "eastwestgateway")
                        .server("httpbin-0", "bar", "httpbin", Map.of())
                        .service(
                                "httpbin",
                                "bar",
                                "httpbin",
                                new Blueprint.PortPlan("http", 8000, HttpApp.PORT, "http")));
        Generated generated = Generated.from(INPUT, Map.of(), lab.folder().resolve("gen"));
        Parallel.forEach(lab.clusters(), cluster -> cluster.load(generated.of(cluster.name())));
    }

    @AfterAll
    void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void callEachOther() {
        Caller client = Caller.in(lab.cluster("london").pod("client-0"));
        Series calls = Series.of(5, () -> client.http("http://httpbin.bar.global:8000/"));
        assertThat(calls.failed()).as(calls::toString).isZero();
        assertThat(Caller.seen(calls.answers().getFirst(), "x-forwarded-client-cert"))
                .contains("URI=spiffe://cluster.local/ns/foo/sa/client");
    }

    /** The certificate of a workload, through the gateway, as a caller gets it. */
    @Test
    void giveWorkloadsCertificatesThatVerifyToTheRoot() throws GeneralSecurityException {
        List<String> chain = shown("eastwest-0.oslo.example:15443", SNI);
        Path folder = lab.folder().resolve("shown");
        Path leaf = WorkFolder.write(folder.resolve("leaf.pem"), chain.getFirst());
        Path rest = WorkFolder.write(folder.resolve("rest.pem"), String.join("", chain.subList(1, chain.size())));
        Path root = WorkFolder.write(
                folder.resolve("root.pem"), lab.cluster("oslo").authority().root());

        assertThat(Command.of(
                                "openssl",
                                "verify",
                                "-x509_strict",
                                "-purpose",
                                "sslserver",
                                "-CAfile",
                                root.toString(),
                                "-untrusted",
                                rest.toString(),
                                leaf.toString())
                        .output())
                .isEqualTo(leaf + ": OK\n");

        List<X509Certificate> certificates = certificates(chain);
        List<X509Certificate> path = certificates.stream()
                .filter(one -> !one.getSubjectX500Principal().equals(one.getIssuerX500Principal()))
                .toList();
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(
                certificates(List.of(lab.cluster("oslo").authority().root())).getFirst(), null)));
        parameters.setRevocationEnabled(false);
        assertThat(CertPathValidator.getInstance("PKIX")
                        .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters))
                .isNotNull();
        assertThat(certificates.getFirst().getSubjectAlternativeNames())
                .containsExactly(List.of(6, "spiffe://cluster.local/ns/bar/sa/httpbin"));
        assertThat(path).as("workload and intermediate").hasSize(2);
        assertThat(path.getLast().getSubjectX500Principal().getName()).contains("L=oslo");
    }

    @Test
    void areReportedFromIstiodAndThroughAGateway() {
        Path input = WorkFolder.write(lab.folder().resolve("federation.yaml"), INPUT);
        Command.Outcome report = report(
                "-f",
                input.toString(),
                "-o",
                "json",
                "--endpoint",
                "london=istiod.istio-system.svc:15012",
                "--endpoint",
                "oslo=eastwest-0.oslo.example:15443/" + SNI);

        assertThat(report.exit()).as(report.output()).isZero();
        JsonObject json = JsonParser.parseString(report.output()).getAsJsonObject();
        assertThat(json.getAsJsonArray("clusters")).hasSize(2);
        assertThat(json.getAsJsonArray("clusters").asList())
                .allSatisfy(cluster -> assertThat(cluster.getAsJsonObject().getAsJsonArray("roots"))
                        .hasSize(1))
                .anySatisfy(cluster -> assertThat(cluster.getAsJsonObject()
                                .getAsJsonObject("signer")
                                .get("name")
                                .getAsString())
                        .contains("L=oslo"));
        assertThat(json.getAsJsonArray("pairs"))
                .singleElement()
                .satisfies(
                        pair -> assertThat(pair.getAsJsonObject().get("state").getAsString())
                                .isEqualTo("good"));
    }

    @Test
    void reportsWhatCannotBeReached() {
        Command.Outcome report =
                report("--endpoint", "london=istiod.istio-system.svc:15012", "--endpoint", "oslo=127.0.0.1:9");

        assertThat(report.exit()).isEqualTo(1);
        assertThat(report.output())
                .contains("error: 127.0.0.1:9 shows no certificate: nothing accepts connections there");
    }

    /** {@code cw ca report} as a process of its own, at London's gateway, from where both clusters can be reached. */
    private Command.Outcome report(String... words) {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path", ""),
                "io.coddiwomple.app.wiring.Main",
                "ca",
                "report"));
        line.addAll(List.of(words));
        return Command.of(gateway().wrap(line)).run();
    }

    private NetNamespace gateway() {
        return lab.cluster("london").pod("eastwest-0").namespace();
    }

    /** The chain that a server shows, each certificate as PEM. */
    private List<String> shown(String address, String serverName) {
        String text = Command.of(gateway()
                        .wrap(List.of(
                                "openssl",
                                "s_client",
                                "-connect",
                                address,
                                "-servername",
                                serverName,
                                "-alpn",
                                "istio",
                                "-showcerts")))
                .run()
                .output();
        var chain = new ArrayList<String>();
        int from = text.indexOf("-----BEGIN CERTIFICATE-----");
        while (from >= 0) {
            int end = text.indexOf("-----END CERTIFICATE-----", from) + "-----END CERTIFICATE-----\n".length();
            chain.add(text.substring(from, end));
            from = text.indexOf("-----BEGIN CERTIFICATE-----", end);
        }
        assertThat(chain).as(text).isNotEmpty();
        return List.copyOf(new java.util.LinkedHashSet<>(chain));
    }

    private static List<X509Certificate> certificates(List<String> pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(
                        new ByteArrayInputStream(String.join("", pem).getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .collect(Collectors.toList());
    }

    static final String INPUT = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            spec:
              istio: {version: "1.31"}
              gateways: [{address: eastwest-0.london.example}]
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: oslo}
            spec:
              istio: {version: "1.31"}
              gateways: [{address: eastwest-0.oslo.example}]
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: GlobalService
            metadata: {name: httpbin, namespace: bar}
            spec:
              ports: [{name: http, number: 8000, protocol: HTTP}]
              backends: [{cluster: oslo}]
            """;
}
