package io.coddiwomple.laws;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Random federations, the same for the same seed: {@code -Dlaws.seed} names the first, {@code -Dlaws.federations} their
 * number. On all processors.
 */
final class Trials {
    private static final long SEED = Long.getLong("laws.seed", 20_190_301);
    private static final int FEDERATIONS = Integer.getInteger("laws.federations", 50);

    private Trials() {}

    /** The share of federations of which something holds, 0 to 1. */
    static double share(Predicate<World> predicate) {
        var some = new AtomicInteger();
        seeds().forEach(seed -> {
            if (predicate.test(Worlds.of(seed))) {
                some.incrementAndGet();
            }
        });
        return (double) some.get() / FEDERATIONS;
    }

    /** Checks a law on each federation, and shows the first that breaks it as small as it can be made. */
    static void check(Law law) {
        List<Long> broken = seeds().filter(seed -> failure(law, Worlds.of(seed), seed) != null)
                .boxed()
                .toList();
        if (!broken.isEmpty()) {
            long seed = broken.getFirst();
            Throwable first = Objects.requireNonNull(failure(law, Worlds.of(seed), seed), "the law is random");
            World smallest =
                    Shrink.smallest(Worlds.of(seed), world -> first.getClass().isInstance(failure(law, world, seed)));
            throw new AssertionError(
                    broken.size() + " of " + FEDERATIONS + " federations break the law; the first has -Dlaws.seed="
                            + seed + ", and what is left of it is:\n" + smallest,
                    failure(law, smallest, seed));
        }
    }

    private static LongStream seeds() {
        return LongStream.range(SEED, SEED + FEDERATIONS).parallel();
    }

    private static @Nullable Throwable failure(Law law, World world, long seed) {
        try {
            law.check(world, new Random(seed));
            return null;
        } catch (AssertionError | RuntimeException failure) {
            return failure;
        }
    }
}
