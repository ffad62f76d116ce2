package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.9Z");

    @ParameterizedTest
    @CsvSource({
        "P730D, 730 days, 730",
        "P729DT23H59M50S, 730 days, 729",
        "P729DT11H, 729 days, 729",
        "P2D, 2 days, 2",
        "PT47H20M, 47 h, 1",
        "PT36H, 36 h, 1",
        "PT1H, 1 h, 0",
        "PT59M40S, 1 h, 0",
        "PT59M, 59 min, 0",
        "PT10S, 0 min, 0",
        "PT0S, 0 min, 0",
        "-PT1S, expired, -1",
        "-P3D, expired, -3"
    })
    void tellsTheTimeLeft(Duration left, String text, long days) {
        var validity = new Validity(NOW.minus(Duration.ofDays(1)), NOW.plus(left));

        assertThat(validity.timeLeft(NOW)).isEqualTo(text);
        assertThat(validity.daysLeft(NOW)).isEqualTo(days);
    }

    /** What was just made has all of its life, though the clock has gone on by a part of a second. */
    @ParameterizedTest
    @CsvSource({"P730D, 730 days", "PT36H, 36 h", "PT1H, 1 h"})
    void tellsOfANewCertificateWhatWasAskedFor(Duration lifetime, String text) {
        assertThat(Validity.starting(NOW, lifetime).timeLeft(NOW)).isEqualTo(text);
    }
}
