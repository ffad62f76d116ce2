package io.coddiwomple.sandbox.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static Answer answer(int status, String by, long millis) {
        return new Answer(Protocol.HTTP1, status, by, Optional.empty(), "", Duration.ofMillis(millis), "");
    }

    @Test
    void goodAnswersAreCountedByServerAndTheOthersAsFailed() {
        var series = new Series(
                List.of(answer(200, "b/x", 1), answer(200, "a/x", 2), answer(200, "b/x", 3), answer(503, "b/x", 4)));

        assertThat(series.servedBy()).isEqualTo(Map.of("a/x", 1L, "b/x", 2L));
        assertThat(series.failed()).isEqualTo(1);
        assertThat(series.slowest()).isEqualTo(Duration.ofMillis(4));
    }

    @Test
    void percentilesAreOfTheNearestRank() {
        var series = new Series(IntStream.rangeClosed(1, 200)
                .mapToObj(millis -> answer(200, "", 201 - millis))
                .toList());

        assertThat(Stream.of(50.0, 99.0, 99.9, 100.0).map(series::percentile).map(Duration::toMillis))
                .containsExactly(100L, 198L, 200L, 200L);
        assertThat(series.percentile(0.1)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void noCallsTakeNoTime() {
        assertThat(new Series(List.of()).percentile(50)).isZero();
        assertThatThrownBy(() -> new Series(List.of()).percentile(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Series(List.of()).percentile(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
