package io.coddiwomple.it.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.plan.version.Feature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rows of the feature table that are fields or values of the API, against what each release published. */
@Tag("peers")
class FeatureSchemaTest {
    @BeforeAll
    static void needsSchemas() {
        SchemaCache.need();
    }

    @ParameterizedTest
    @CsvSource({
        "TARGET_PORT, ServiceEntry, ports.targetPort",
        "GATEWAY_ERRORS, DestinationRule, trafficPolicy.outlierDetection.consecutiveGatewayErrors",
        "GATEWAY_ERRORS, DestinationRule, trafficPolicy.outlierDetection.consecutive5xxErrors",
        "GATEWAY_ERRORS, DestinationRule, trafficPolicy.portLevelSettings.outlierDetection.consecutive5xxErrors",
        "LOCAL_ORIGIN_ERRORS, DestinationRule, trafficPolicy.outlierDetection.splitExternalLocalOriginErrors",
        "LOCAL_ORIGIN_ERRORS, DestinationRule, trafficPolicy.outlierDetection.consecutiveLocalOriginFailures",
        "LOCALITY_SETTING, DestinationRule, trafficPolicy.loadBalancer.localityLbSetting.distribute.to",
        "LOCALITY_SETTING, DestinationRule, trafficPolicy.portLevelSettings.loadBalancer.localityLbSetting.enabled",
        "RETRY_REMOTE_LOCALITIES, VirtualService, http.retries.retryRemoteLocalities",
    })
    void fieldsExistInExactlyTheReleasesThatHaveThem(Feature feature, String kind, String path) {
        SchemasTest.minors()
                .forEach(version -> assertThat(SchemaCache.of(version).knows("v1alpha3", kind, path))
                        .as("%s in %s", path, version)
                        .isEqualTo(feature.in(version)));
    }

    @ParameterizedTest
    @CsvSource({
        "DNS_ROUND_ROBIN, ServiceEntry, resolution, DNS_ROUND_ROBIN",
        "GATEWAY_ISTIO_MUTUAL, Gateway, servers.tls.mode, ISTIO_MUTUAL",
        "LEAST_REQUEST, DestinationRule, trafficPolicy.loadBalancer.simple, LEAST_REQUEST",
    })
    void enumValuesExistInExactlyTheReleasesThatHaveThem(Feature feature, String kind, String path, String value) {
        SchemasTest.minors()
                .forEach(version -> assertThat(SchemaCache.of(version)
                                .values("v1alpha3", kind, path)
                                .contains(value))
                        .as("%s in %s", value, version)
                        .isEqualTo(feature.in(version)));
    }

    @ParameterizedTest
    @CsvSource({
        "ServiceEntry, addresses",
        "ServiceEntry, exportTo",
        "ServiceEntry, subjectAltNames",
        "ServiceEntry, endpoints.labels",
        "ServiceEntry, endpoints.network",
        "ServiceEntry, endpoints.locality",
        "ServiceEntry, endpoints.weight",
        "DestinationRule, exportTo",
        "DestinationRule, subsets.trafficPolicy.tls.sni",
        "DestinationRule, trafficPolicy.portLevelSettings.tls.subjectAltNames",
        "DestinationRule, trafficPolicy.connectionPool.tcp.connectTimeout",
        "VirtualService, exportTo",
        "VirtualService, http.rewrite.authority",
        "VirtualService, http.match.headers",
        "VirtualService, http.retries.perTryTimeout",
        "VirtualService, tls.match.sniHosts",
        "Gateway, servers.tls.credentialName",
    })
    void fieldsThatAreAlwaysWrittenExistEverywhere(String kind, String path) {
        SchemasTest.minors()
                .forEach(version -> assertThat(SchemaCache.of(version).knows("v1alpha3", kind, path))
                        .as("%s in %s", path, version)
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource({"filters.filterConfig, 1, 5", "configPatches.patch, 3, 31", "workloadLabels, 1, 5"})
    void envoyFilterChangedItsForm(String path, int first, int last) {
        SchemasTest.minors()
                .filter(version -> version.minor() <= 5)
                .forEach(version -> assertThat(SchemaCache.of(version).knows("v1alpha3", "EnvoyFilter", path))
                        .as("%s in %s", path, version)
                        .isEqualTo(version.minor() >= first && version.minor() <= last));
        assertThat(Feature.CONFIG_PATCHES.in(new IstioVersion(5, 0))).isTrue();
    }
}
