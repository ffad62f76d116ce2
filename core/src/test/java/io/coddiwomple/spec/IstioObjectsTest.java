package io.coddiwomple.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.Foreign;
import io.coddiwomple.problem.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IstioObjectsTest {
    private static final Place FIRST = new Place("london.yaml", 1, 1);

    private static List<Foreign> read(String text) {
        return new FromClusters().from("london", text).federation().foreign();
    }

    @Test
    void aGatewaysHostsLoseTheirNamespace() {
        String text = """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: cross-network, namespace: istio-system}
                spec:
                  selector: {istio: eastwestgateway}
                  servers:
                  - port: {number: 15443, name: tls, protocol: TLS}
                    tls: {mode: AUTO_PASSTHROUGH}
                    hosts: ["*.local", "bar/*.global"]
                  - port: {number: 80, name: http, protocol: HTTP}
                    hosts: ["*"]
                """;

        assertThat(read(text))
                .containsExactly(new Foreign.GatewayObject(
                        "london",
                        "istio-system",
                        "cross-network",
                        new TreeMap<>(Map.of("istio", "eastwestgateway")),
                        List.of(
                                new Foreign.Server(15443, "AUTO_PASSTHROUGH", List.of("*.local", "*.global")),
                                new Foreign.Server(80, "", List.of("*"))),
                        FIRST));
    }

    @Test
    void policiesSpeakOfHosts() {
        String text = """
                apiVersion: networking.istio.io/v1beta1
                kind: VirtualService
                metadata: {name: bin, namespace: bar}
                spec: {hosts: [httpbin.bar.global, b.global], exportTo: ["."], gateways: [bar/web, mesh], http: []}
                ---
                apiVersion: networking.istio.io/v1alpha3
                kind: DestinationRule
                metadata: {name: all, namespace: istio-system}
                spec: {host: "*.global", trafficPolicy: {tls: {mode: DISABLE}}}
                """;

        assertThat(read(text))
                .containsExactly(
                        new Foreign.Policy(
                                "london",
                                "DestinationRule",
                                "istio-system",
                                "all",
                                List.of("*.global"),
                                List.of(),
                                new Place("london.yaml", 6, 1)),
                        new Foreign.Policy(
                                "london",
                                "VirtualService",
                                "bar",
                                "bin",
                                List.of("httpbin.bar.global", "b.global"),
                                List.of("."),
                                FIRST));
    }

    @Test
    void aVirtualServiceOfGatewaysAloneSaysNothingOfCallsInTheMesh() {
        assertThat(read("""
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: bin, namespace: bar}
                spec: {hosts: ["*.global"], gateways: [bar/web]}
                """)).containsExactly(new Foreign.Other("london", "VirtualService", "bar", "bin", FIRST));
    }

    @Test
    void aSidecarHasTheHostsOfAllItsListeners() {
        String text = """
                apiVersion: networking.istio.io/v1
                kind: Sidecar
                metadata: {name: default, namespace: istio-system}
                spec: {egress: [{hosts: ["./*", istio-system/*]}, {port: {number: 9080}, hosts: [prod/*]}]}
                ---
                apiVersion: networking.istio.io/v1
                kind: Sidecar
                metadata: {name: some, namespace: bar}
                spec: {workloadSelector: {labels: {app: web}}}
                """;

        assertThat(read(text))
                .containsExactly(
                        new Foreign.SidecarObject(
                                "london",
                                "istio-system",
                                "default",
                                true,
                                List.of("./*", "istio-system/*", "prod/*"),
                                FIRST),
                        new Foreign.SidecarObject(
                                "london", "bar", "some", false, List.of(), new Place("london.yaml", 6, 1)));
    }

    @Test
    void otherKindsOfIstioAreNotOurs() {
        assertThat(read("""
                apiVersion: networking.istio.io/v1
                kind: WorkloadEntry
                metadata: {name: bin, namespace: bar}
                spec: {address: 7}
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: Gateway
                metadata: {name: web, namespace: bar}
                spec: {gatewayClassName: istio, listeners: []}
                """)).isEmpty();
    }

    @Test
    void wrongTypesAreErrors() {
        String text = """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: web, namespace: bar}
                spec: {servers: [{port: {number: https}, hosts: "*"}], selector: {app: 7}}
                """;

        assertThat(new FromClusters().from("london", text).problems())
                .containsExactly(
                        "error CW2003 london.yaml:4:34 spec.servers[0].port.number is a string, and it must be a whole number"
                                + " from 1 to 65535",
                        "error CW2003 london.yaml:4:49 spec.servers[0].hosts is a string, and it must be a list",
                        "error CW2003 london.yaml:4:72 spec.selector.app is a number, and it must be a string: put it in"
                                + " quotes, \"7\"");
    }
}
