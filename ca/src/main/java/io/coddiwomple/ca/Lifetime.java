package io.coddiwomple.ca;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a certificate is to be valid: an hour to a hundred years.
 *
 * @param duration whole hours
 */
public record Lifetime(Duration duration) {
    private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,6})([dh])");
    private static final Duration LONGEST = Duration.ofDays(36_500);

    public Lifetime {
        if (duration.compareTo(Duration.ofHours(1)) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a lifetime is an hour to 36500 days, not " + duration);
        }
    }

    public static Lifetime ofDays(int days) {
        return new Lifetime(Duration.ofDays(days));
    }

    /** Reads {@code 730d} or {@code 36h}; empty for anything else and for what is out of range. */
    public static Optional<Lifetime> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration = matcher.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
        return duration.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(new Lifetime(duration));
    }

    /** {@code 730d}, or {@code 36h} when it is no whole number of days. */
    @Override
    public String toString() {
        return duration.toHours() % 24 == 0 ? duration.toDays() + "d" : duration.toHours() + "h";
    }
}
