package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Test
    void pausesDoubleUpToFiveSeconds() {
        var backoff = new Backoff();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            pauses.add(backoff.next(true, SHORT).toMillis());
        }
        assertThat(pauses).containsExactly(250L, 500L, 1000L, 2000L, 4000L, 5000L, 5000L);
    }

    @Test
    void aSteadyRunMakesThemShortAgain() {
        var backoff = new Backoff();
        backoff.next(true, SHORT);
        backoff.next(true, SHORT);
        assertThat(backoff.next(true, Duration.ofSeconds(10))).isEqualTo(Duration.ofMillis(250));
        assertThat(backoff.next(false, Duration.ofHours(1))).isEqualTo(Duration.ofMillis(500));
        backoff.reset();
        assertThat(backoff.next(false, SHORT)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void anEndIsNamedAfterItsSignal() {
        assertThat(Backoff.ending(139)).isEqualTo("was ended by signal 11");
        assertThat(Backoff.ending(0)).isEqualTo("ended with exit code 0");
    }
}
