package io.coddiwomple.it.mesh;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for what happens in other programs. */
final class Await {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Await() {}

    /** @throws org.awaitility.core.ConditionTimeoutException when it did not become true within the limit */
    static void until(String what, Duration limit, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(limit)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .until(condition);
    }
}
