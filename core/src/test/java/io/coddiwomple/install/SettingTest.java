package io.coddiwomple.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Value;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingTest {
    static Stream<Setting> settings() {
        return Stream.of(
                        OldChartSetting.values(),
                        ControlPlaneSetting.values(),
                        OperatorSetting.values(),
                        ChartSetting.values())
                .flatMap(Arrays::stream);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingSaysWhereItWasRead(Setting setting) {
        assertThat(setting.source()).matches("(istio|operator|istio/api)@1\\.\\d+.* \\S+.*");
        assertThat(setting.path()).matches("[A-Za-z][A-Za-z0-9_.*\\[\\]-]*");
        assertThat(setting.steps("front")).isNotEmpty().allMatch(step -> !step.isEmpty() && !step.contains("*"));
    }

    @Test
    void nothingIsWrittenForAReleaseThatDoesNotReadIt() {
        Settings settings = Settings.of(needs("1.3"));
        assertThatThrownBy(() -> settings.put(OldChartSetting.TRUST_DOMAIN_ALIASES, Value.of("x"), "why"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Istio 1.3 does not read global.trustDomainAliases");
    }

    @Test
    void nothingIsWrittenTwice() {
        Settings settings = Settings.of(needs("1.1"));
        settings.put(OldChartSetting.TRUST_DOMAIN, Value.of("x"), "why");
        assertThatThrownBy(() -> settings.put(OldChartSetting.TRUST_DOMAIN, Value.of("y"), "why"))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Needs needs(String version) {
        String text = """
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: london}
                spec: {istio: {version: "%s"}}
                """.formatted(version);
        var problems = new Problems();
        Federation federation = Objects.requireNonNull(Specs.read(
                List.of(new Input("mesh.yaml", text.getBytes(StandardCharsets.UTF_8), new Input.Resources())),
                Options.NONE,
                problems));
        Cluster cluster = Objects.requireNonNull(federation.cluster("london"));
        return Needs.of(federation, cluster, "-f mesh.yaml", problems);
    }
}
