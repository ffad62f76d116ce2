package io.coddiwomple.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RetryConditionsTest {
    @Test
    void keepsConditionsInTheirOrder() {
        assertThat(RetryConditions.parse("reset, connect-failure,,5xx "))
                .isEqualTo(new RetryConditions("reset,connect-failure,5xx", List.of()));
    }

    @Test
    void tellsStatusesFromConditions() {
        assertThat(RetryConditions.parse("503,reset,429"))
                .isEqualTo(new RetryConditions("reset,retriable-status-codes", List.of(503, 429)));
    }

    @Test
    void asksForStatusesOnce() {
        assertThat(RetryConditions.parse("retriable-status-codes,503"))
                .isEqualTo(new RetryConditions("retriable-status-codes", List.of(503)));
    }

    @Test
    void leavesNumbersThatAreNoStatus() {
        assertThat(RetryConditions.parse("299,600,50")).isEqualTo(new RetryConditions("299,600,50", List.of()));
    }
}
