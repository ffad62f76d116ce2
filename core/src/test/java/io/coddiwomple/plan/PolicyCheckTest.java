package io.coddiwomple.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.Retries;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class PolicyCheckTest {
    @Test
    void whatEveryClientUnderstandsIsTaken() {
        assertThat(problems(
                        "1.11", service -> service.policy(outlier("splitExternalLocalOriginErrors", Value.of(true)))))
                .isEmpty();
        assertThat(problems("1.4", service -> service.policy(outlier("consecutiveErrors", Value.of(3)))))
                .isEmpty();
    }

    @Test
    void aFieldThatCameLaterIsRefusedWithReleaseAndWayOut() {
        assertThat(problems(
                        "1.10", service -> service.policy(outlier("splitExternalLocalOriginErrors", Value.of(true)))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(Code.VERSION_CANNOT);
                    assertThat(problem.message())
                            .contains("traffic.trafficPolicy.outlierDetection.splitExternalLocalOriginErrors")
                            .contains("came with Istio 1.11")
                            .contains("Istio 1.10")
                            .contains("clients.clusters");
                });
    }

    @Test
    void aFieldThatEndedIsRefusedWithWhatStandsInItsPlace() {
        assertThat(problems("1.5", service -> service.policy(outlier("consecutiveErrors", Value.of(3)))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(Code.VERSION_CANNOT);
                    assertThat(problem.message()).contains("write consecutiveGatewayErrors instead");
                });
    }

    @Test
    void onlyClientsCount() {
        Plan plan = Given.federation()
                .cluster("old", cluster -> cluster.istio("1.10"))
                .cluster("new", cluster -> cluster.istio("1.31"))
                .service(
                        "web.shop",
                        service -> service.in("old", "new")
                                .clients("new")
                                .policy(outlier("splitExternalLocalOriginErrors", Value.of(true))))
                .plan();
        assertThat(cannot(plan.findings())).isEmpty();
    }

    @Test
    void unknownFieldsAndWrongValuesAreRefusedOnce() {
        Fields policy = Fields.builder()
                .put("outlierDetections", Fields.EMPTY)
                .put("loadBalancer", Fields.builder().put("simple", "FASTEST").build())
                .build();
        assertThat(problems("1.31", service -> service.policy(policy)))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(Code.UNKNOWN_FIELD, Code.WRONG_TYPE);
    }

    @Test
    void retriesAreChecked() {
        Fields retries = Fields.builder()
                .put("attempts", 2)
                .put("retryRemoteLocalities", true)
                .build();
        assertThat(problems("1.5", service -> service.retries(new Retries.Custom(retries))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("traffic.retries.retryRemoteLocalities came with Istio 1.6"));
    }

    private static List<Problem> problems(String istio, UnaryOperator<Given.ServiceSpec> change) {
        Plan plan = Given.federation()
                .cluster("here", cluster -> cluster.istio(istio).region("eu"))
                .cluster("there", cluster -> cluster.istio(istio).region("eu"))
                .service("web.shop", service -> change.apply(service.in("there")))
                .plan();
        return cannot(plan.findings());
    }

    private static List<Problem> cannot(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> List.of(Code.VERSION_CANNOT, Code.UNKNOWN_FIELD, Code.WRONG_TYPE)
                        .contains(problem.code()))
                .toList();
    }

    private static Fields outlier(String field, Value value) {
        return Fields.builder()
                .put("outlierDetection", Fields.builder().put(field, value).build())
                .build();
    }
}
