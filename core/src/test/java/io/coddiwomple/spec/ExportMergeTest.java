package io.coddiwomple.spec;

import static io.coddiwomple.spec.FromClusters.exported;
import static io.coddiwomple.spec.FromClusters.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExportMergeTest {
    private static final String OLD = "2026-01-01T00:00:00Z";
    private static final String YOUNG = "2026-01-02T00:00:00Z";
    private static final String HTTP = "{name: http, port: 80}";

    @Test
    void exportsOfOneNameAreBackendsOfOneService() {
        var clusters = new FromClusters()
                .from("london", exported("httpbin", OLD, HTTP))
                .from("paris", exported("httpbin", YOUNG, HTTP));

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80; paris http=80");
        assertThat(clusters.problems()).isEmpty();
    }

    @Test
    void theOldestExportDecidesAPortsNumber() {
        var clusters = new FromClusters()
                .from("london", exported("httpbin", YOUNG, "{name: http, port: 8000}"))
                .from("paris", exported("httpbin", OLD, HTTP));

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=8000; paris http=80");
        assertThat(clusters.problems())
                .containsExactly(
                        "warning CW2029 london.yaml:8:1 service httpbin.bar is exported as port http 8000 HTTP by"
                                + " cluster london and as port http 80 HTTP by cluster paris (paris.yaml:8:1), whose export is older"
                                + " and counts; make the two equal");
    }

    @Test
    void amongEquallyOldExportsTheClustersNameDecides() {
        var clusters = new FromClusters()
                .from("london", exported("httpbin", OLD, HTTP))
                .from(
                        "paris",
                        exported("httpbin", "2026-01-01T01:00:00+01:00", "{name: http, port: 80, appProtocol: grpc}"));

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80; paris http=80");
        assertThat(clusters.problems())
                .containsExactly("warning CW2029 paris.yaml:8:1 service httpbin.bar is exported as port http 80 GRPC by"
                        + " cluster paris and as port http 80 HTTP by cluster london (london.yaml:8:1), whose export comes"
                        + " first by name and counts; make the two equal");
    }

    @Test
    void anExportWithoutATimeIsTheYoungest() {
        var clusters = new FromClusters()
                .from("london", labelled("httpbin", "{name: http, port: 8000}"))
                .from(
                        "paris",
                        labelled("httpbin", HTTP)
                                .replace("  labels:", "  creationTimestamp: \"" + YOUNG + "\"\n  labels:"));

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=8000; paris http=80");
    }

    @Test
    void aTimeThatIsNoneIsAnError() {
        assertThat(new FromClusters()
                        .from("london", exported("httpbin", "yesterday", HTTP))
                        .problems())
                .containsExactly(
                        "error CW2005 london.yaml:10:62 metadata.creationTimestamp is \"yesterday\", and it must be"
                                + " a time such as 2026-01-31T12:00:00Z");
    }

    @Test
    void portsOfOneNumberAreOnePortUnderTheOldestsName() {
        var clusters = new FromClusters()
                .from("london", exported("httpbin", OLD, HTTP))
                .from("paris", exported("httpbin", YOUNG, "{name: http-web, port: 80}"));

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80; paris http=80");
        assertThat(clusters.problems())
                .containsExactly(
                        "warning CW2029 paris.yaml:8:1 service httpbin.bar is exported as port http-web 80 HTTP by"
                                + " cluster paris and as port http 80 HTTP by cluster london (london.yaml:8:1), whose export is"
                                + " older and counts; make the two equal");
    }

    @Test
    void anUnnamedPortIsThePortThatIsNamedForItsProtocol() {
        var clusters = new FromClusters()
                .from("london", exported("httpbin", OLD, "{port: 80, appProtocol: http}"))
                .from("paris", exported("httpbin", YOUNG, HTTP));

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80; paris http=80");
        assertThat(clusters.problems()).isEmpty();
    }

    @Test
    void namesAreMatchedBeforeNumbersInWhateverOrder() {
        String swapped = "{name: http-new, port: 80}, {name: http, port: 8000}";

        var clusters = new FromClusters()
                .from("london", exported("httpbin", OLD, HTTP))
                .from("paris", exported("httpbin", YOUNG, swapped));

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80; paris http=8000");
        assertThat(clusters.problems()).hasSize(2).allMatch(problem -> problem.startsWith("warning CW2029 "));
    }

    @Test
    void aPortOfSomeClustersIsLeftOut() {
        var clusters = new FromClusters()
                .from("london", exported("httpbin", OLD, HTTP))
                .from("paris", exported("httpbin", YOUNG, HTTP + ", {name: grpc, port: 9000}"))
                .from("tokyo", exported("httpbin", YOUNG, HTTP));

        assertThat(clusters.services())
                .containsExactly(
                        "httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80; paris http=80; tokyo http=80");
        assertThat(clusters.problems())
                .containsExactly(
                        "warning CW2031 paris.yaml:6:35 port grpc 9000 GRPC of service httpbin.bar, which cluster"
                                + " paris exports, is left out: clusters london, tokyo export the service without it, and a call"
                                + " must find it wherever it is answered");
    }

    @Test
    void withoutAPortInCommonTheServiceIsLeftOut() {
        var clusters = new FromClusters()
                .from("london", exported("httpbin", OLD, HTTP))
                .from("paris", exported("httpbin", YOUNG, "{name: grpc, port: 9000}"))
                .from("tokyo", exported("other", OLD, HTTP));

        assertThat(clusters.services()).containsExactly("other.bar: other.bar.global; http 80 HTTP; tokyo http=80");
        assertThat(clusters.problems())
                .containsExactly(
                        "warning CW2031 london.yaml:6:11 port http 80 HTTP of service httpbin.bar, which cluster london"
                                + " exports, is left out: cluster paris exports the service without it, and a call must find"
                                + " it wherever it is answered",
                        "warning CW2030 london.yaml:8:1 service httpbin.bar is left out: clusters london, paris export it"
                                + " without a port in common",
                        "warning CW2031 paris.yaml:6:11 port grpc 9000 GRPC of service httpbin.bar, which cluster paris"
                                + " exports, is left out: cluster london exports the service without it, and a call must"
                                + " find it wherever it is answered");
    }

    @Test
    void theOldestExportDecidesTheHosts() {
        var clusters = new FromClusters()
                .from("london", labelled("httpbin", HTTP))
                .from(
                        "paris",
                        labelled("httpbin", HTTP)
                                .replace(
                                        "  labels:",
                                        "  creationTimestamp: \"" + OLD
                                                + "\"\n  annotations: {coddiwomple.io/hosts: bin.global}\n  labels:"));

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: bin.global; http 80 HTTP; london http=80; paris http=80");
        assertThat(clusters.problems())
                .containsExactly("warning CW2029 london.yaml:2:1 service httpbin.bar is exported with the usual host by"
                        + " cluster london and with host bin.global by cluster paris (paris.yaml:2:1), whose export is older"
                        + " and counts; make the two equal");
    }
}
