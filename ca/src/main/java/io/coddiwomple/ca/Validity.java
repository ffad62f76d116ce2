package io.coddiwomple.ca;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * From when to when a certificate is valid, in whole seconds, both ends included (RFC 5280 section 4.1.2.5).
 *
 * @param from for certificates made here, a while before they were made
 */
public record Validity(Instant from, Instant to) {
    /** How much slower than ours the clock of a machine may be that is to accept a new certificate at once. */
    static final Duration BACKDATED = Duration.ofHours(1);

    static Validity starting(Instant now, Duration lifetime) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        return new Validity(second.minus(BACKDATED), second.plus(lifetime));
    }

    public static Validity of(X509Certificate certificate) {
        return new Validity(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** The same, ending no later than something that it depends on. */
    Validity within(Validity other) {
        return to.isAfter(other.to) ? new Validity(from, other.to) : this;
    }

    /** When it was made, if it was made here. */
    Instant made() {
        return from.plus(BACKDATED);
    }

    /** When it should be renewed: with a third of its life left. */
    public Instant renewal() {
        return to.minus(Duration.between(from, to).dividedBy(3)).truncatedTo(ChronoUnit.SECONDS);
    }

    public boolean isOver(Instant now) {
        return now.isAfter(to);
    }

    public boolean isAhead(Instant now) {
        return now.isBefore(from);
    }

    /** Whether it should be renewed, though it is still valid. */
    public boolean isDue(Instant now) {
        return !isOver(now) && !now.isBefore(renewal());
    }

    /** The time from now to its end, to the nearest unit that tells something: {@code 730 days}, {@code 23 h}. */
    public String timeLeft(Instant now) {
        if (isOver(now)) {
            return "expired";
        }
        long minutes = Math.round(Duration.between(now, to).toSeconds() / 60.0);
        long hours = Math.round(minutes / 60.0);
        return minutes < 60 ? minutes + " min" : hours < 48 ? hours + " h" : Math.round(hours / 24.0) + " days";
    }

    /** Whole days from now to its end; negative once it is over. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(
                Duration.between(now.truncatedTo(ChronoUnit.SECONDS), to).toSeconds(),
                Duration.ofDays(1).toSeconds());
    }
}
