package io.coddiwomple.spec;

import static io.coddiwomple.spec.FromClusters.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KubernetesObjectsTest {
    private static final String HTTPBIN = labelled("httpbin", "{name: http, port: 8000}");
    private static final String READ = "httpbin.bar: httpbin.bar.global; http 8000 HTTP; london http=8000";

    @Test
    void aServiceIsReadAsKubectlPrintsIt() {
        String printed = """
                apiVersion: v1
                items:
                - apiVersion: v1
                  kind: Service
                  metadata:
                    annotations:
                      kubectl.kubernetes.io/last-applied-configuration: |
                        {"apiVersion":"v1","kind":"Service"}
                    creationTimestamp: "2026-01-31T12:00:00Z"
                    labels:
                      app: httpbin
                      coddiwomple.io/export: "true"
                    name: httpbin
                    namespace: bar
                    resourceVersion: "1234"
                    uid: 7a2c53b0-7a5e-4b1c-9d52-6f2a1f8f7c11
                  spec:
                    clusterIP: 10.96.12.7
                    clusterIPs:
                    - 10.96.12.7
                    internalTrafficPolicy: Cluster
                    ipFamilies:
                    - IPv4
                    ipFamilyPolicy: SingleStack
                    ports:
                    - name: http
                      port: 8000
                      protocol: TCP
                      targetPort: web
                    selector:
                      app: httpbin
                    sessionAffinity: None
                    type: ClusterIP
                  status:
                    loadBalancer: {}
                kind: List
                metadata:
                  resourceVersion: ""
                """;

        var clusters = new FromClusters().from("london", printed);

        assertThat(clusters.services()).containsExactly(READ);
        assertThat(clusters.problems()).isEmpty();
    }

    @Test
    void aTypedListSaysForItsItemsWhatTheyAre() {
        String raw = """
                {"kind": "ServiceList", "apiVersion": "v1", "metadata": {}, "items": [
                  {"metadata": {"name": "httpbin", "namespace": "bar", "labels": {"coddiwomple.io/export": "true"}},
                   "spec": {"ports": [{"name": "http", "port": 8000}]}}]}
                """;

        assertThat(new FromClusters().from("london", raw).services()).containsExactly(READ);
    }

    @Test
    void emptyListsAreNoProblem() {
        var clusters = new FromClusters()
                .from("london", HTTPBIN)
                .from("paris", "{apiVersion: v1, kind: List, items: []}")
                .from("tokyo", "{apiVersion: v1, kind: ServiceList, items: null}");

        assertThat(clusters.problems()).isEmpty();
    }

    @Test
    void theBackendEndsInItsClustersDomain() {
        var federation = new FromClusters().from("london", HTTPBIN).federation();

        assertThat(federation.services().getFirst().backends().getFirst().service())
                .hasToString("httpbin.bar.svc.london.local");
    }

    @Test
    void anObjectWithoutANamespaceIsInDefault() {
        String text = """
                apiVersion: v1
                kind: Service
                metadata: {name: httpbin, labels: {coddiwomple.io/export: "true"}}
                spec: {ports: [{name: http, port: 8000}]}
                """;

        assertThat(new FromClusters().from("london", text).services())
                .containsExactly("httpbin.default: httpbin.default.global; http 8000 HTTP; london http=8000");
    }

    @Test
    void oneObjectGivenTwiceIsOne() {
        var clusters = new FromClusters()
                .from("london", "a.yaml", HTTPBIN)
                .from("london", "b.yaml", HTTPBIN + "status: {loadBalancer: {}}\n");

        assertThat(clusters.services()).containsExactly(READ);
        assertThat(clusters.problems()).isEmpty();
    }

    @Test
    void ofTwoDifferentCopiesTheFirstByFileCounts() {
        var clusters = new FromClusters()
                .from("london", "b.yaml", labelled("httpbin", "{name: http, port: 9000}"))
                .from("london", "a.yaml", HTTPBIN);

        assertThat(clusters.services()).containsExactly(READ);
        assertThat(clusters.problems())
                .containsExactly("warning CW2033 b.yaml:2:1 Service bar/httpbin of cluster london also stands at"
                        + " a.yaml:2:1 with another content, and that copy counts; give only the newer one");
    }

    @Test
    void otherKindsAndUnknownFieldsDoNotMatter() {
        String text = HTTPBIN + """
                  madeUp: [1, 2]
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: 7, labels: 3}
                spec: nothing
                ---
                apiVersion: serving.knative.dev/v1
                kind: Service
                metadata: {name: knative, namespace: bar, labels: {coddiwomple.io/export: "true"}}
                """;

        var clusters = new FromClusters().from("london", text);

        assertThat(clusters.services()).containsExactly(READ);
        assertThat(clusters.problems()).isEmpty();
    }

    @Test
    void nullStandsForWhatIsMissing() {
        String text = """
                apiVersion: v1
                kind: Service
                metadata: {name: httpbin, namespace: bar, creationTimestamp: null, annotations: null, labels: {coddiwomple.io/export: "true"}}
                spec: {clusterIP: null, ports: [{name: http, port: 8000, appProtocol: null}]}
                """;

        assertThat(new FromClusters().from("london", text).services()).containsExactly(READ);
    }

    @Test
    void objectsOfOursAreNotInput() {
        String text = HTTPBIN.replace("labels: {", "labels: {app.kubernetes.io/managed-by: coddiwomple, ");

        assertThat(new FromClusters().from("london", text).problems())
                .containsExactly("warning CW2026 the input defines no service, so there is nothing to call; add"
                        + " documents of kind GlobalService, a service file, or exported Services");
    }

    @Test
    void wrongTypesInWhatIsReadAreErrors() {
        String text = """
                apiVersion: v1
                kind: Service
                metadata:
                  name: httpbin
                  labels: {coddiwomple.io/export: true}
                  annotations: {coddiwomple.io/ports: 80}
                spec:
                  clusterIP: [None]
                  ports:
                  - {name: http, port: "8000"}
                  - {port: 70000, protocol: udp}
                  - {name: grpc}
                ---
                apiVersion: v1
                kind: Service
                metadata: {namespace: bar}
                spec: {ports: 80}
                ---
                {apiVersion: v1, kind: List, items: {}}
                """;

        assertThat(new FromClusters().from("london", text).problems())
                .containsExactly(
                        "error CW2003 london.yaml:5:35 metadata.labels.coddiwomple.io/export is a boolean, and it must be a"
                                + " string: put it in quotes, \"true\"",
                        "error CW2003 london.yaml:6:39 metadata.annotations.coddiwomple.io/ports is a number, and it must"
                                + " be a string: put it in quotes, \"80\"",
                        "error CW2003 london.yaml:8:14 spec.clusterIP is a list, and it must be a string",
                        "error CW2003 london.yaml:10:24 spec.ports[0].port is a string, and it must be a whole number from"
                                + " 1 to 65535",
                        "error CW2017 london.yaml:11:12 spec.ports[1].port is 70000, and it must be a whole number from 1"
                                + " to 65535",
                        "error CW2005 london.yaml:11:29 spec.ports[1].protocol is \"udp\", and it must be one of TCP, UDP,"
                                + " SCTP; did you mean \"UDP\"?",
                        "error CW2004 london.yaml:12:5 spec.ports[2].port is missing: A port",
                        "error CW2004 london.yaml:16:11 metadata.name is missing: The object's name",
                        "error CW2003 london.yaml:17:15 spec.ports is a number, and it must be a list",
                        "error CW2003 london.yaml:19:37 items is a mapping, and it must be a list");
    }

    @Test
    void whatIsNoObjectIsRefused() {
        String text = """
                - {name: london, address: 203.0.113.7}
                ---
                kind: Service
                ---
                {apiVersion: v1, kind: List, items: [httpbin]}
                """;
        String what =
                "this is no Kubernetes object: it lacks apiVersion or kind; give --from what \"kubectl get -o yaml\""
                        + " prints";

        assertThat(new FromClusters().from("london", text).problems())
                .containsExactly(
                        "error CW2006 london.yaml:1:1 " + what,
                        "error CW2006 london.yaml:3:1 " + what,
                        "error CW2006 london.yaml:5:38 " + what);
    }

    @Test
    void aClusterThatNothingDefinesIsOneProblem() {
        String gateway = """
                ---
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: all, namespace: bar}
                spec: {host: "*.global"}
                """;

        assertThat(new FromClusters()
                        .from("lodnon", "b.yaml", HTTPBIN)
                        .from("lodnon", "a.yaml", gateway)
                        .from("london", HTTPBIN)
                        .problems())
                .containsExactly(
                        "error CW2014 a.yaml --from names cluster \"lodnon\", which no cluster defines; did you"
                                + " mean \"london\"?");
    }

    @Test
    void anAmbientNamespaceMakesItsClusterAmbient() {
        String text = HTTPBIN + """
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: bar, labels: {istio.io/dataplane-mode: ambient}}
                """;

        assertThat(new FromClusters().from("london", text).problems())
                .containsExactly(
                        "error CW2025 london.yaml:11:1 cluster london runs workloads in ambient mode, which these"
                                + " gateways cannot reach: ztunnel speaks HBONE on port 15008, not mutual TLS with Istio's server"
                                + " names; use sidecars there, or leave the cluster out");
    }

    @Test
    void aWaypointMakesItsClusterAmbient() {
        String text = HTTPBIN + """
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: waypoint, namespace: bar}
                spec: {gatewayClassName: istio-waypoint}
                """;

        assertThat(new FromClusters().from("london", text).problems())
                .singleElement()
                .asString()
                .startsWith("error CW2025 london.yaml:11:1 ");
    }

    @Test
    void aNamespaceOutsideAmbientDoesNot() {
        String text = HTTPBIN + """
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: bar, labels: {istio.io/dataplane-mode: none}}
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: web, namespace: bar}
                spec: {gatewayClassName: istio}
                """;

        assertThat(new FromClusters().from("london", text).problems()).isEmpty();
    }
}
