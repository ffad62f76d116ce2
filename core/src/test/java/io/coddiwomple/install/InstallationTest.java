package io.coddiwomple.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.Shape;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstallationTest {
    static Stream<String> versions() {
        var versions = new ArrayList<String>();
        for (int minor = IstioVersion.OLDEST; minor <= IstioVersion.NEWEST; minor++) {
            versions.add("1." + minor);
            versions.add("1." + minor + ".0");
        }
        return versions.stream();
    }

    /** Settings refuse themselves to releases that do not read them, so that whatever is printed, is read. */
    @ParameterizedTest
    @MethodSource("versions")
    void everyReleaseReadsAllThatIsWrittenForIt(String version) {
        for (Shape shape : Shape.values()) {
            List<InstallFile> files = files(version, shape);
            assertThat(files).isNotEmpty();
            assertThat(files).extracting(InstallFile::name).doesNotHaveDuplicates();
            assertThat(all(files)).contains("london.example", "15443", "corp.example");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void eachInstallersFilesHoldEveryGateway(String version) {
        for (Installer installer : Installer.values()) {
            List<InstallFile> own = files(version, Shape.LOCAL_SNI).stream()
                    .filter(file -> file.installer() == installer)
                    .toList();
            if (!own.isEmpty()) {
                assertThat(all(own))
                        .contains("istio-eastwestgateway", "istio-ingressgateway", "way-out", "trustDomain: london");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void gatewaysGetTheRouterModeWhereTheReleaseNeedsIt(String version) {
        boolean needed = IstioVersion.parse(version).orElseThrow().minor() < 11;
        for (InstallFile file : files(version, Shape.LOCAL_SNI)) {
            assertThat(file.text().toString().contains("ISTIO_META_ROUTER_MODE"))
                    .as(file.name())
                    .isEqualTo(needed);
        }
    }

    private static String all(List<InstallFile> files) {
        var text = new StringBuilder();
        files.forEach(file -> text.append(file.text()));
        return text.toString();
    }

    private static List<InstallFile> files(String version, Shape shape) {
        String text = """
                apiVersion: coddiwomple.io/v1alpha1
                kind: Federation
                metadata: {name: acme}
                spec: {shape: %s}
                ---
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: london}
                spec:
                  istio:
                    version: "%s"
                    namespace: mesh
                    trustDomain: london.example
                    trustDomainAliases: [paris.example]
                  clusterDomain: corp.example
                  gateways:
                  - {address: 192.0.2.1, credentialName: front, selector: {istio: eastwestgateway}}
                  - {address: 192.0.2.2, port: 31443, selector: {istio: ingressgateway}, credentialName: front}
                  egress: {enabled: true, selector: {istio: way-out}, service: way-out.edge.svc.corp.example}
                """.formatted(shape.word(), version);
        var problems = new Problems();
        Federation federation = Objects.requireNonNull(Specs.read(
                List.of(new Input("mesh.yaml", text.getBytes(StandardCharsets.UTF_8), new Input.Resources())),
                Options.NONE,
                problems));
        Cluster cluster = Objects.requireNonNull(federation.cluster("london"));
        List<InstallFile> files = Installation.files(federation, cluster, "-f mesh/", problems);
        assertThat(problems.hasErrors()).isFalse();
        return files;
    }
}
