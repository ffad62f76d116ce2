package io.coddiwomple.spec;

import static io.coddiwomple.spec.FromClusters.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServicePortsTest {
    private static final String THREE =
            "{name: http, port: 8000}, {name: grpc, port: 9000}, {name: tcp-db, port: 5432}";

    private static FromClusters reading(String ports) {
        return new FromClusters().from("london", labelled("httpbin", ports));
    }

    private static FromClusters choosing(String annotation) {
        String service = labelled("httpbin", THREE);
        return new FromClusters()
                .from(
                        "london",
                        service.replace(
                                "  labels:",
                                "  annotations: {coddiwomple.io/ports: \"" + annotation + "\"}\n  labels:"));
    }

    /** A Service's only port needs no name, and gets its protocol's. */
    @ParameterizedTest
    @CsvSource({
        "http, HTTP",
        "http-web, HTTP",
        "http2, HTTP2",
        "grpc, GRPC",
        "grpc-web, GRPC-WEB",
        "grpc-web-ui, GRPC-WEB",
        "https-admin, HTTPS",
        "tls, TLS",
        "tcp, TCP",
        "mongo-main, MONGO",
        "redis, REDIS",
        "mysql, MYSQL"
    })
    void aPortsNameSaysWhatItSpeaks(String name, String protocol) {
        var clusters = reading("{name: " + name + ", port: 80}");

        assertThat(clusters.services())
                .containsExactly(
                        "httpbin.bar: httpbin.bar.global; " + name + " 80 " + protocol + "; london " + name + "=80");
        assertThat(clusters.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http, HTTP, http",
        "HTTP, HTTP, http",
        "grpc, GRPC, grpc",
        "https, HTTPS, https",
        "kubernetes.io/h2c, HTTP2, http2",
        "kubernetes.io/ws, HTTP, http",
        "kubernetes.io/wss, HTTPS, https",
        "tcp, TCP, tcp"
    })
    void anUnnamedPortIsNamedForItsAppProtocol(String application, String protocol, String name) {
        assertThat(reading("{port: 80, appProtocol: " + application + "}").services())
                .containsExactly(
                        "httpbin.bar: httpbin.bar.global; " + name + " 80 " + protocol + "; london " + name + "=80");
    }

    @Test
    void appProtocolComesBeforeTheName() {
        assertThat(reading("{name: http-api, port: 80, appProtocol: grpc}").services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http-api 80 GRPC; london http-api=80");
    }

    @Test
    void whatSaysNothingIsTcp() {
        var clusters = reading("{name: web, port: 80}, {name: sql, port: 5432, appProtocol: postgresql}");

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; web 80 TCP; sql 5432 TCP; london sql=5432 web=80");
        assertThat(clusters.problems())
                .containsExactly(
                        "note CW2032 london.yaml:9:11 port 80 of Service bar/httpbin in cluster london does not say what it"
                                + " speaks, and is taken as TCP; for HTTP or gRPC set appProtocol, or begin the port's name"
                                + " with it, so that calls are retried and spread one by one",
                        "note CW2032 london.yaml:9:34 port 5432 of Service bar/httpbin in cluster london has appProtocol"
                                + " \"postgresql\", which Istio does not know, and is taken as TCP; for HTTP or gRPC set"
                                + " appProtocol, or begin the port's name with it, so that calls are retried and spread one"
                                + " by one");
    }

    @Test
    void wellKnownTcpPortsNeedSayNothing() {
        assertThat(reading("{port: 3306}").problems()).isEmpty();
        assertThat(reading("{port: 3306}").services())
                .containsExactly("httpbin.bar: httpbin.bar.global; tcp 3306 TCP; london tcp=3306");
    }

    @Test
    void udpAndSctpAreLeftOut() {
        var clusters = reading("{name: dns, port: 53, protocol: UDP}, {name: tcp-dns, port: 53, protocol: TCP},"
                + " {name: diameter, port: 3868, protocol: SCTP}");

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; tcp-dns 53 TCP; london tcp-dns=53");
        assertThat(clusters.problems())
                .containsExactly(
                        "warning CW2031 london.yaml:9:11 port 53 of Service bar/httpbin in cluster london is UDP, which"
                                + " cannot cross a gateway, and is left out: gateways move TLS over TCP",
                        "warning CW2031 london.yaml:9:91 port 3868 of Service bar/httpbin in cluster london is SCTP, which"
                                + " cannot cross a gateway, and is left out: gateways move TLS over TCP");
    }

    @Test
    void aServiceOfUdpAloneIsLeftOut() {
        assertThat(reading("{name: dns, port: 53, protocol: UDP}").problems())
                .contains(
                        "warning CW2030 london.yaml:2:1 Service bar/httpbin in cluster london has no port that can cross"
                                + " a gateway, and is left out");
    }

    @Test
    void anAnnotationChoosesPortsByNameAndNumber() {
        assertThat(choosing("http, 5432").services())
                .containsExactly(
                        "httpbin.bar: httpbin.bar.global; tcp-db 5432 TCP; http 8000 HTTP; london http=8000 tcp-db=5432");
    }

    @Test
    void anAnnotationGivesPortsOtherNumbers() {
        assertThat(choosing("http=80, 9000 = 443").services())
                .containsExactly(
                        "httpbin.bar: httpbin.bar.global; http 80 HTTP; grpc 443 GRPC; london grpc=9000 http=8000");
    }

    @Test
    void anEmptyAnnotationChoosesNothing() {
        assertThat(choosing(" , ").services())
                .containsExactly("httpbin.bar: httpbin.bar.global; tcp-db 5432 TCP; http 8000 HTTP; grpc 9000 GRPC;"
                        + " london grpc=9000 http=8000 tcp-db=5432");
    }

    @Test
    void ofTwoTransportsAnAnnotationMeansTcp() {
        String service = labelled("dns", "{name: dns, port: 53, protocol: UDP}, {name: tcp-dns, port: 53}")
                .replace("  labels:", "  annotations: {coddiwomple.io/ports: \"53\"}\n  labels:");

        var clusters = new FromClusters().from("london", service);

        assertThat(clusters.services()).containsExactly("dns.bar: dns.bar.global; tcp-dns 53 TCP; london tcp-dns=53");
        assertThat(clusters.problems()).isEmpty();
    }

    @Test
    void mistakesInTheAnnotationAreErrors() {
        String where = "london.yaml:7:39 annotation coddiwomple.io/ports ";
        String of = "of Service bar/httpbin in cluster london ";

        assertThat(choosing("htpp").problems())
                .containsExactly("error CW2015 " + where
                        + "names port \"htpp\", which Service bar/httpbin in cluster london does"
                        + " not have; it has http, grpc, tcp-db; did you mean \"http\"?");
        assertThat(choosing("grpc, http=web, http=0, 9000=70000").problems())
                .isEqualTo(List.of("http=web", "http=0", "9000=70000").stream()
                        .map(said ->
                                "error CW2017 " + where + of + "says \"" + said + "\"; write PORT, or PORT=NUMBER with"
                                        + " the number from 1 to 65535 that clients are to call, such as http=80")
                        .sorted()
                        .toList());
        assertThat(choosing("http, 8000=80").problems())
                .containsExactly("error CW2012 " + where + of + "lists port 8000 twice");
        assertThat(choosing("http, grpc=8000").problems())
                .containsExactly("error CW2012 " + where + of
                        + "gives ports 8000 and 9000 the same number 8000; clients tell ports apart by number");
    }

    @Test
    void twoPortsOfOneNameAreAnError() {
        assertThat(reading("{name: http, port: 80}, {name: http, port: 81}").problems())
                .containsExactly(
                        "error CW2012 london.yaml:9:35 Service bar/httpbin in cluster london has ports 80 and 81 of"
                                + " the same name \"http\"; rename one of them");
    }
}
