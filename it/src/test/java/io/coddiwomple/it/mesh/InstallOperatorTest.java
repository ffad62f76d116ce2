package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Istio's own istioctl takes what {@code cw install} prints for it, and makes the mesh of it that the routes need. */
@Tag("peers")
class InstallOperatorTest {
    private static final String LONDON = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            spec:
              istio: {trustDomain: london.example, trustDomainAliases: [paris.example]}
              gateways: [{address: 203.0.113.7}]
              egress: {enabled: true}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void needsIstioctl() {
        Peers.needPrograms();
    }

    @Test
    void theEastWestGatewayListensWhereOthersDialAndHasTheLabelsThatGatewaysChoose() {
        List<Tree> made = made(LONDON);
        Tree service = object(made, "Service", "istio-eastwestgateway");
        assertThat(service.at("metadata", "namespace").text()).isEqualTo("istio-system");
        assertThat(service.at("spec", "type").text()).isEqualTo("LoadBalancer");
        assertThat(ports(service)).containsExactly("status-port 15021 15021", "tls 15443 15443");
        Tree pods = object(made, "Deployment", "istio-eastwestgateway").at("spec", "template", "metadata", "labels");
        assertThat(pods.at("istio").text()).isEqualTo("eastwestgateway");
        assertThat(pods.at("app").text()).isEqualTo("istio-eastwestgateway");
        assertThat(service.at("spec", "selector").value())
                .isEqualTo(Map.of("app", "istio-eastwestgateway", "istio", "eastwestgateway"));
    }

    @Test
    void theEgressGatewayOpensThePortForOtherClustersBesideItsOwn() {
        List<Tree> made = made(LONDON);
        Tree service = object(made, "Service", "istio-egressgateway");
        assertThat(service.at("spec", "type").text()).isEqualTo("ClusterIP");
        assertThat(ports(service)).containsExactly("http2 80 8080", "https 443 8443", "tls 15443 15443");
        assertThat(object(made, "Deployment", "istio-egressgateway")
                        .at("spec", "template", "metadata", "labels", "istio")
                        .text())
                .isEqualTo("egressgateway");
    }

    @Test
    void theMeshHasTheTrustDomainItsAliasesAndDnsByTheAgent() {
        Tree mesh = mesh(made(LONDON));
        assertThat(mesh.at("trustDomain").text()).isEqualTo("london.example");
        assertThat(mesh.at("trustDomainAliases").value()).isEqualTo(List.of("paris.example"));
        assertThat(mesh.at("defaultConfig", "proxyMetadata", "ISTIO_META_DNS_CAPTURE")
                        .value())
                .isEqualTo("true");
    }

    @Test
    void ingressOfTheUsualProfileStaysAsItIs() {
        assertThat(object(made(LONDON), "Service", "istio-ingressgateway"))
                .isEqualTo(object(generated(), "Service", "istio-ingressgateway"));
    }

    @Test
    void gatewaysAreAnInstallationOfTheirOwnSoThatNoListPushesOthersOut() {
        made(LONDON);
        List<Tree> gateways = generated(
                "-f",
                folder.resolve("install/london.istiooperator-gateways.yaml").toString());
        assertThat(gateways)
                .noneMatch(each -> each.at("metadata", "name").text().equals("istiod"));
        Tree pods = object(gateways, "Deployment", "istio-eastwestgateway").at("spec", "template");
        assertThat(pods.at("metadata", "annotations", "inject.istio.io/templates")
                        .text())
                .isEqualTo("gateway");
        assertThat(pods.at("spec", "containers").items().getFirst().at("image").text())
                .isEqualTo("auto");
    }

    @Test
    void gatewaysAndNamespacesOfYourOwnBecomeWhatWasAskedFor() {
        List<Tree> made = made("""
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: london}
                spec:
                  istio: {namespace: mesh}
                  clusterDomain: corp.example
                  gateways:
                  - {address: 192.0.2.1, port: 443, namespace: edge, selector: {app: front, zone: a}}
                  - {address: 192.0.2.2, port: 31443, listenerPort: 16443, selector: {istio: ingressgateway}}
                  egress: {enabled: true, selector: {istio: way-out}, service: way-out.edge.svc.corp.example}
                """);
        Tree front = object(made, "Service", "front");
        assertThat(front.at("metadata", "namespace").text()).isEqualTo("edge");
        assertThat(ports(front)).containsExactly("status-port 15021 15021", "tls 443 15443");
        Tree labels = object(made, "Deployment", "front").at("spec", "template", "metadata", "labels");
        assertThat(labels.at("zone").text()).isEqualTo("a");
        assertThat(labels.at("istio").text())
                .as("not the label of Istio's own gateway")
                .isEqualTo("front");
        Tree ingress = object(made, "Service", "istio-ingressgateway");
        assertThat(ingress.at("metadata", "namespace").text()).isEqualTo("mesh");
        assertThat(ports(ingress))
                .containsExactly(
                        "status-port 15021 15021", "http2 80 8080", "https 443 8443", "tls 31443 16443 at 31443");
        assertThat(object(made, "Service", "way-out")
                        .at("metadata", "namespace")
                        .text())
                .isEqualTo("edge");
        assertThat(object(made, "ConfigMap", "istio")
                        .at("metadata", "namespace")
                        .text())
                .isEqualTo("mesh");
        assertThat(mesh(made).at("rootNamespace").text()).isEqualTo("mesh");
        assertThat(arguments(object(made, "Deployment", "istiod"))).containsSequence("--domain", "corp.example");
    }

    /** The objects that istioctl makes of the files, one after the other as their headings say. */
    private List<Tree> made(String input) {
        Path written = folder.resolve("install");
        Printed.by(input, "install", "london", "-f", "-", "--installer", "istioctl", "-o", "dir=" + written);
        var made = new ArrayList<Tree>();
        for (String name : List.of("london.istiooperator.yaml", "london.istiooperator-gateways.yaml")) {
            made.addAll(generated("-f", written.resolve(name).toString()));
        }
        return made;
    }

    private static List<Tree> generated(String... words) {
        var line = new ArrayList<>(List.of(Peers.program("istioctl").toString(), "manifest", "generate"));
        line.addAll(List.of(words));
        Command.Outcome outcome = Command.of(line).run();
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        return Tree.documents(outcome.output());
    }

    private static Tree object(List<Tree> made, String kind, String name) {
        return made.stream()
                .filter(each -> each.at("kind").text().equals(kind))
                .filter(each -> each.at("metadata", "name").text().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    private static List<String> ports(Tree service) {
        return service.at("spec", "ports").items().stream()
                .map(port -> port.at("name").text() + " " + port.at("port").text() + " "
                        + port.at("targetPort").text()
                        + (port.at("nodePort").value() == null
                                ? ""
                                : " at " + port.at("nodePort").text()))
                .toList();
    }

    private static Tree mesh(List<Tree> made) {
        return Tree.documents(
                        object(made, "ConfigMap", "istio").at("data", "mesh").text())
                .getFirst();
    }

    private static List<String> arguments(Tree deployment) {
        return deployment.at("spec", "template", "spec", "containers").items().getFirst().at("args").items().stream()
                .map(Tree::text)
                .toList();
    }
}
