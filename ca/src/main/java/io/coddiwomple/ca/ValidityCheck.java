package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.time.Instant;

/** Finds certificates that are not valid now, and those that should be renewed. */
public final class ValidityCheck {
    private final Instant now;
    private final Problems problems;

    public ValidityCheck(Instant now, Problems problems) {
        this.now = now;
        this.problems = problems;
    }

    /**
     * Whether a certificate is valid now. If not, a problem says so, and a warning when it should be renewed.
     *
     * @param what such as {@code this root}
     * @param replacing what to do when it is over
     * @param renewing what to do while it is not
     */
    public boolean isValid(String what, Validity validity, Place place, String replacing, String renewing) {
        if (validity.isOver(now)) {
            problems.add(
                    Code.CERTIFICATE_EXPIRED,
                    place,
                    what + " ended at " + validity.to() + ", and the clock says " + Times.of(now)
                            + ", so nobody trusts what it signs; " + replacing);
        } else if (validity.isAhead(now)) {
            problems.add(
                    Code.CLOCK,
                    place,
                    what + " begins at " + validity.from() + ", and the clock says " + Times.of(now)
                            + ", so one of them is wrong; set the clock of this machine");
        } else if (validity.isDue(now)) {
            problems.add(
                    Code.RENEWAL_DUE,
                    place,
                    what + " ends at " + validity.to() + ", in " + validity.timeLeft(now)
                            + ", and less than a third of its life is left; " + renewing);
        }
        return !validity.isOver(now) && !validity.isAhead(now);
    }
}
