package io.coddiwomple.spec;

import static io.coddiwomple.spec.FromClusters.exported;
import static io.coddiwomple.spec.FromClusters.labelled;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportsTest {
    private static final String OLD = "2026-01-01T00:00:00Z";
    private static final String HTTP = "{name: http, port: 80}";
    private static final String NOTHING = "warning CW2026 the input defines no service, so there is nothing to call;"
            + " add documents of kind GlobalService, a service file, or exported Services";

    @Test
    void aServiceWithoutLabelAndExportStaysPrivate() {
        String twin = labelled("httpbin", HTTP).replace("  labels: {coddiwomple.io/export: \"true\"}\n", "");

        assertThat(new FromClusters()
                        .from("london", labelled("httpbin", HTTP))
                        .from("paris", twin)
                        .services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80");
    }

    @Test
    void onlyTrueExports() {
        assertThat(new FromClusters()
                        .from("london", labelled("httpbin", HTTP).replace("\"true\"", "\"false\""))
                        .problems())
                .containsExactly(NOTHING);
        assertThat(new FromClusters()
                        .from("london", labelled("httpbin", HTTP).replace("\"true\"", "\"yes\""))
                        .problems())
                .containsExactly(
                        NOTHING,
                        "warning CW2030 london.yaml:7:35 Service bar/httpbin in cluster london has the label"
                                + " coddiwomple.io/export: \"yes\" and is not exported; only \"true\" exports a Service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1alpha1", "v1beta1"})
    void aServiceExportOfEitherVersionExports(String version) {
        assertThat(new FromClusters()
                        .from("london", exported("httpbin", OLD, HTTP).replace("v1beta1", version))
                        .services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80");
    }

    @Test
    void theServiceOfAServiceExportMayStandInAnotherFile() {
        String both = exported("httpbin", OLD, HTTP);
        int middle = both.lastIndexOf("---");

        assertThat(new FromClusters()
                        .from("london", "exports.yaml", both.substring(middle))
                        .from("london", "services.yaml", both.substring(0, middle))
                        .services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80");
    }

    @Test
    void aServiceExportWithoutItsServiceExportsNothing() {
        String both = exported("httpbin", OLD, HTTP);

        assertThat(new FromClusters()
                        .from("london", both)
                        .from("paris", both.substring(both.lastIndexOf("---")))
                        .problems())
                .containsExactly(
                        "warning CW2030 paris.yaml:2:1 ServiceExport bar/httpbin in cluster paris exports nothing:"
                                + " the objects of that cluster hold no Service of its name; give the Services too, or remove the"
                                + " ServiceExport");
    }

    @Test
    void anExternalNameIsLeftOut() {
        String text = labelled("httpbin", HTTP) + "  type: ExternalName\n  externalName: httpbin.org\n";

        assertThat(new FromClusters().from("london", text).problems())
                .containsExactly(
                        NOTHING,
                        "warning CW2030 london.yaml:2:1 Service bar/httpbin in cluster london is of type ExternalName, an"
                                + " alias for a name outside the cluster, and is left out: there are no pods that a gateway"
                                + " could lead to");
    }

    @Test
    void aHeadlessServiceIsLeftOutAndOthersGoOn() {
        var clusters = new FromClusters()
                .from("london", exported("httpbin", OLD, HTTP))
                .from("paris", exported("httpbin", OLD, HTTP).replace("spec:", "spec:\n  clusterIP: None"));

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80");
        assertThat(clusters.problems())
                .containsExactly(
                        "warning CW2030 paris.yaml:9:1 Service bar/httpbin in cluster paris is headless, and is left"
                                + " out: its clients want its pods one by one, and a gateway leads to the service as a whole; export"
                                + " a Service with a cluster IP for the same pods");
    }

    @Test
    void anAnnotationNamesHosts() {
        String text = labelled("httpbin", HTTP)
                .replace("  labels:", "  annotations: {coddiwomple.io/hosts: \"bin.global, b.in.global\"}\n  labels:");

        assertThat(new FromClusters().from("london", text).services())
                .containsExactly("httpbin.bar: bin.global b.in.global; http 80 HTTP; london http=80");
        assertThat(new FromClusters()
                        .from("london", text.replace("bin.global, ", "bin.example.com, "))
                        .problems())
                .containsExactly(
                        "error CW2016 london.yaml:7:39 host \"bin.example.com\" of service httpbin.bar does not end"
                                + " in .global, the suffix of all global names; change it, or the federation's spec.suffix");
    }

    @Test
    void annotationsDoNotRefineAServiceExport() {
        String text = exported("httpbin", OLD, HTTP)
                .replaceFirst(
                        "namespace: bar}",
                        "namespace: bar, annotations: {coddiwomple.io/hosts: bin.global, coddiwomple.io/ports: none}}");

        var clusters = new FromClusters().from("london", text);

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80");
        assertThat(clusters.problems()).isEmpty();
    }

    @Test
    void aLabelCountsBeforeServiceExports() {
        String text = exported("httpbin", OLD, HTTP)
                .replaceFirst("namespace: bar}", "namespace: bar, labels: {coddiwomple.io/export: \"true\"}}");

        var clusters = new FromClusters()
                .from("london", text)
                .from("paris", exported("httpbin", OLD, "{name: http, port: 8080}"));

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 80 HTTP; london http=80");
        assertThat(clusters.problems())
                .containsExactly(
                        "note CW2024 london.yaml:8:1 service httpbin.bar comes from ServiceExports here and from"
                                + " labelled Services at london.yaml:2:1, which counts; this one is left out");
    }

    @Test
    void aGlobalServiceSettlesWhatExportsDisagreeAbout() {
        String resource = """
                apiVersion: coddiwomple.io/v1alpha1
                kind: GlobalService
                metadata: {name: httpbin, namespace: bar}
                spec:
                  ports: [{name: http, number: 8000, protocol: HTTP}]
                  backends: [{cluster: london}]
                """;

        var clusters = new FromClusters()
                .resources(resource)
                .from("london", labelled("httpbin", HTTP))
                .from("paris", labelled("httpbin", "{name: web, port: 8080}"));

        assertThat(clusters.services())
                .containsExactly("httpbin.bar: httpbin.bar.global; http 8000 HTTP; london http=8000");
        assertThat(clusters.problems()).isEmpty();
    }

    @Test
    void aServiceFileCountsBeforeALabel() {
        String file = """
                [{"name": "httpbin", "dns_prefixes": ["httpbin.bar"],
                  "ports": [{"name": "http", "protocol": "HTTP", "service_port": 8000, "backend_port": 80}],
                  "backends": {"paris": "httpbin.bar.svc.paris.local"}}]
                """;

        var clusters = new FromClusters().services(file).from("london", labelled("httpbin", HTTP));

        assertThat(clusters.services()).containsExactly("httpbin: httpbin.bar.global; http 8000 HTTP; paris http=80");
        assertThat(clusters.problems())
                .containsExactly(
                        "note CW2024 london.yaml:2:1 host httpbin.bar.global comes from labelled Services here and"
                                + " from a service file at services.json:1:11, which counts; this one is left out");
    }
}
