package io.coddiwomple.sandbox.process;

import java.time.Duration;

/** How long to wait before a process is started again. Its owner guards it. */
final class Backoff {
    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    /** Who ran for so long did not end because of its start. */
    private static final Duration STEADY = Duration.ofSeconds(10);
    /** Exit codes of processes that a signal ended, as shells and {@link Process} have them. */
    private static final int SIGNAL = 128;

    private Duration next = SHORTEST;

    /**
     * The pause after an end: doubled from one to the next, and short again after a steady run.
     *
     * @param ran from the start to the end
     */
    Duration next(boolean wasReady, Duration ran) {
        if (wasReady && ran.compareTo(STEADY) >= 0) {
            next = SHORTEST;
        }
        Duration pause = next;
        next = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        return pause;
    }

    /** The next pause is the shortest. */
    void reset() {
        next = SHORTEST;
    }

    /** How a process ended, as the end of a sentence. */
    static String ending(int code) {
        return code > SIGNAL ? "was ended by signal " + (code - SIGNAL) : "ended with exit code " + code;
    }
}
