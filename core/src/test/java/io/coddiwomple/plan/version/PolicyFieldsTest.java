package io.coddiwomple.plan.version;

import static io.coddiwomple.plan.version.PolicyFields.HTTP_RETRY;
import static io.coddiwomple.plan.version.PolicyFields.TRAFFIC_POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyFieldsTest {
    private static final IstioVersion NEWEST = IstioVersion.newest();

    @Test
    void takesWhatTheReleaseKnows() {
        Fields policy = nested(
                "outlierDetection",
                Fields.builder()
                        .put("consecutive5xxErrors", 7)
                        .put("interval", "5s")
                        .put("splitExternalLocalOriginErrors", true)
                        .build());
        assertThat(TRAFFIC_POLICY.misfits(policy, version("1.11"))).isEmpty();
        assertThat(TRAFFIC_POLICY.misfits(Fields.EMPTY, version("1.1"))).isEmpty();
    }

    @Test
    void namesTheReleaseThatBroughtAField() {
        Fields policy = nested(
                "outlierDetection",
                Fields.builder()
                        .put("splitExternalLocalOriginErrors", true)
                        .put("interval", "5s")
                        .build());
        assertThat(TRAFFIC_POLICY.misfits(policy, version("1.10")))
                .containsExactly(new Misfit.TooNew("outlierDetection.splitExternalLocalOriginErrors", "1.11"));
    }

    @Test
    void namesTheReleaseThatTookAFieldAway() {
        Fields policy = nested(
                "outlierDetection", Fields.builder().put("consecutiveErrors", 5).build());
        assertThat(TRAFFIC_POLICY.misfits(policy, version("1.4"))).isEmpty();
        assertThat(TRAFFIC_POLICY.misfits(policy, version("1.5")))
                .containsExactly(
                        new Misfit.Gone("outlierDetection.consecutiveErrors", "1.5", "consecutiveGatewayErrors"));
    }

    @Test
    void tellsDecimalsFromWholeNumbers() {
        Fields warmup = Fields.builder()
                .put("aggression", new Value.Decimal("1.5"))
                .put("minimumPercent", 20)
                .build();
        assertThat(TRAFFIC_POLICY.misfits(nested("loadBalancer", nested("warmup", warmup)), NEWEST))
                .isEmpty();
        Fields detection = nested(
                "outlierDetection",
                Fields.builder()
                        .put("consecutive5xxErrors", new Value.Decimal("1.5"))
                        .build());
        assertThat(TRAFFIC_POLICY.misfits(detection, NEWEST))
                .containsExactly(new Misfit.WrongValue("outlierDetection.consecutive5xxErrors", "a whole number"));
    }

    @Test
    void listsWhatExistsWhereAFieldIsUnknown() {
        Fields retry = Fields.builder().put("attempt", 3).build();
        assertThat(HTTP_RETRY.misfits(retry, NEWEST))
                .containsExactly(new Misfit.Unknown(
                        "attempt",
                        List.of(
                                "attempts",
                                "backoff",
                                "perTryTimeout",
                                "retryIgnorePreviousHosts",
                                "retryOn",
                                "retryRemoteLocalities")));
    }

    @Test
    void looksIntoListsAndMaps() {
        Fields port = Fields.builder()
                .put("port", Fields.builder().put("number", "80").build())
                .build();
        Fields distribute = Fields.builder()
                .put("from", "*")
                .put("to", Fields.builder().put("eu/*", "80").build())
                .build();
        Fields policy = Fields.builder()
                .putItems("portLevelSettings", List.of(port))
                .put(
                        "loadBalancer",
                        nested(
                                "localityLbSetting",
                                Fields.builder()
                                        .putItems("distribute", List.of(distribute))
                                        .build()))
                .build();
        assertThat(TRAFFIC_POLICY.misfits(policy, NEWEST))
                .containsExactly(
                        new Misfit.WrongValue("portLevelSettings[0].port.number", "a whole number"),
                        new Misfit.WrongValue(
                                "loadBalancer.localityLbSetting.distribute[0].to.eu/*", "a whole number"));
    }

    @Test
    void checksEnumerationsForTheRelease() {
        Fields least = nested(
                "loadBalancer", Fields.builder().put("simple", "LEAST_REQUEST").build());
        assertThat(TRAFFIC_POLICY.misfits(least, version("1.14"))).isEmpty();
        assertThat(TRAFFIC_POLICY.misfits(least, version("1.13")))
                .containsExactly(new Misfit.TooNew("loadBalancer.simple: LEAST_REQUEST", "1.14"));
        Fields wrong =
                nested("loadBalancer", Fields.builder().put("simple", "FASTEST").build());
        assertThat(TRAFFIC_POLICY.misfits(wrong, version("1.13")))
                .containsExactly(new Misfit.WrongValue(
                        "loadBalancer.simple", "one of LEAST_CONN, PASSTHROUGH, RANDOM, ROUND_ROBIN"));
    }

    @Test
    void checksTypes() {
        Fields policy = Fields.builder()
                .put("loadBalancer", "ROUND_ROBIN")
                .put(
                        "outlierDetection",
                        Fields.builder()
                                .put("interval", 5)
                                .put("baseEjectionTime", "soon")
                                .put("maxEjectionPercent", "all")
                                .put("splitExternalLocalOriginErrors", "yes")
                                .build())
                .put("portLevelSettings", Fields.EMPTY)
                .put("tls", nested("subjectAltNames", Value.texts(List.of("spiffe://a"))))
                .build();
        assertThat(TRAFFIC_POLICY.misfits(policy, NEWEST))
                .containsExactly(
                        new Misfit.WrongValue("loadBalancer", "a mapping"),
                        new Misfit.WrongValue("outlierDetection.interval", "a duration such as 1s"),
                        new Misfit.WrongValue("outlierDetection.baseEjectionTime", "a duration such as 1s"),
                        new Misfit.WrongValue("outlierDetection.maxEjectionPercent", "a whole number"),
                        new Misfit.WrongValue("outlierDetection.splitExternalLocalOriginErrors", "true or false"),
                        new Misfit.WrongValue("portLevelSettings", "a list"));
    }

    @Test
    void everyTypeOfTheTableIsDefined() {
        FieldTable.TABLE
                .types()
                .forEach((name, rows) -> rows.forEach((field, row) -> {
                    if (!List.of("text", "int", "number", "bool", "duration", "=")
                            .contains(row.type())) {
                        assertThat(FieldTable.TABLE.types())
                                .as(name + "." + field)
                                .containsKey(row.type());
                    }
                }));
    }

    private static Fields nested(String name, Value value) {
        return Fields.builder().put(name, value).build();
    }

    private static IstioVersion version(String text) {
        return IstioVersion.parse(text).orElseThrow();
    }
}
