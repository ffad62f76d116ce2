package io.coddiwomple.laws;

import java.util.Random;

/** What must hold of every federation. */
interface Law {
    /**
     * Checks one federation.
     *
     * @param random for the choice of what to do with it
     * @throws AssertionError when the law is broken
     */
    void check(World world, Random random);
}
