package io.coddiwomple.envoy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as Istio's resources write them. */
final class Durations {
    /** Go's {@code time.ParseDuration}, which istiod reads them with. */
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(h|ms|m|s|us|ns)");

    private static final Map<String, BigDecimal> NANOS = Map.of(
            "h", new BigDecimal(3_600_000_000_000L),
            "m", new BigDecimal(60_000_000_000L),
            "s", new BigDecimal(1_000_000_000L),
            "ms", new BigDecimal(1_000_000L),
            "us", new BigDecimal(1_000L),
            "ns", BigDecimal.ONE);

    private Durations() {}

    /** Null when the text is none, or is longer than 292 years. */
    static @Nullable Duration parse(String text) {
        Matcher matcher = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            BigDecimal unit = NANOS.getOrDefault(matcher.group(2), BigDecimal.ZERO);
            nanos = nanos.add(new BigDecimal(matcher.group(1)).multiply(unit));
            end = matcher.end();
        }
        if (end == 0 || end != text.length() || nanos.compareTo(new BigDecimal(Long.MAX_VALUE)) > 0) {
            return null;
        }
        return Duration.ofNanos(nanos.longValue());
    }

    static com.google.protobuf.Duration proto(Duration duration) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    static com.google.protobuf.Duration seconds(long seconds) {
        return com.google.protobuf.Duration.newBuilder().setSeconds(seconds).build();
    }
}
