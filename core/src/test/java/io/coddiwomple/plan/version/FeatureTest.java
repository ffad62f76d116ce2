package io.coddiwomple.plan.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coddiwomple.model.IstioVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureTest {
    @ParameterizedTest
    @CsvSource({
        "V1BETA1, 1.4.10, 1.5.0",
        "V1, 1.21, 1.22.0",
        "EXPORT_TO_NAMESPACES, 1.6, 1.7.0",
        "GATEWAY_ERRORS, 1.4, 1.5.0",
        "LOCAL_ORIGIN_ERRORS, 1.10, 1.11.0",
        "TRUST_DOMAIN_CHECK, 1.2, 1.3.0",
        "TRUST_DOMAIN_ALIASES, 1.6, 1.7.0",
        "LOCALITY_SETTING, 1.4, 1.5.0",
        "ENTRY_IDENTITIES, 1.5, 1.6.0",
        "FAILOVER_PRIORITY_STATIC, 1.17, 1.18.0",
        "FAILOVER_PRIORITY_DNS, 1.29, 1.30.0",
        "RETRY_REMOTE_LOCALITIES, 1.5, 1.6.0",
        "ROUTER_MODE_DETECTED, 1.10, 1.11.0",
        "CONFIG_PATCHES, 1.4, 1.5.0",
        "TYPED_REWRITE, 1.6, 1.7.0",
    })
    void beginsWithItsFirstRelease(Feature feature, String last, String first) {
        assertThat(feature.in(version(last))).as(last).isFalse();
        assertThat(feature.in(version(first))).as(first).isTrue();
        assertThat(feature.in(IstioVersion.newest())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"CONSECUTIVE_ERRORS, 1.6, 1.7.0", "NETWORK_VIEW, 1.7.1, 1.7.2", "CLUSTER_REWRITE, 1.7, 1.8.6"})
    void endsWithItsLastRelease(Feature feature, String last, String first) {
        assertThat(feature.in(version("1.1"))).isTrue();
        assertThat(feature.in(version(last))).as(last).isTrue();
        assertThat(feature.in(version(first))).as(first).isFalse();
        assertThat(feature.in(IstioVersion.newest())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1.7, false",
        "1.8.5, false",
        "1.8.6, true",
        "1.8, true",
        "1.9.0, false",
        "1.9.4, false",
        "1.9.5, true",
        "1.9, true",
        "1.10.0, true",
        "1.31, true",
    })
    void securityFixReachedOlderMinorsInLaterPatches(String version, boolean byService) {
        assertThat(Feature.PASSTHROUGH_BY_SERVICE.in(version(version))).isEqualTo(byService);
        assertThat(Feature.CLUSTER_REWRITE.in(version(version)))
                .as("what the fix took away")
                .isEqualTo(!byService);
    }

    @ParameterizedTest
    @CsvSource({"1.22.3, false", "1.22.4, true", "1.23.2, false", "1.23.3, true", "1.24.0, true", "1.21, false"})
    void validationOfOutboundNamesChangedInThreeMinors(String version, boolean allowed) {
        assertThat(Feature.UNDERSCORE_SNI_HOSTS.in(version(version))).isEqualTo(allowed);
    }

    @ParameterizedTest
    @EnumSource(Feature.class)
    void changesAtMostTwiceOverAllMinors(Feature feature) {
        var changes = new ArrayList<Integer>();
        boolean had = false;
        for (int minor = IstioVersion.OLDEST; minor <= IstioVersion.NEWEST; minor++) {
            boolean has = feature.in(new IstioVersion(minor, IstioVersion.LAST_PATCH));
            if (has != had) {
                changes.add(minor);
            }
            had = has;
        }
        assertThat(changes).hasSizeBetween(1, 2);
        assertThat(feature.source()).contains("@1.");
    }

    @Test
    void namesItsFirstReleases() {
        assertThat(Feature.UNDERSCORE_SNI_HOSTS.since()).isEqualTo("1.22.4, 1.23.3, 1.24");
        assertThat(Feature.V1.since()).isEqualTo("1.22");
        assertThat(Feature.V1.until()).isEmpty();
        assertThat(Feature.CONSECUTIVE_ERRORS.until()).isEqualTo("1.7");
    }

    @Test
    void startsAscend() {
        assertThatThrownBy(() -> new Span(List.of(new IstioVersion(9, 5), new IstioVersion(8, 6))))
                .hasMessageContaining("ascending");
    }

    private static IstioVersion version(String text) {
        return IstioVersion.parse(text).orElseThrow();
    }
}
