package io.coddiwomple.sandbox.process;

import java.io.IOException;

/** A kind of thing that stays on the machine when this process is killed, and how the next one removes it. */
public interface Leftovers {
    /** What the records call the kind: a word of lower-case letters. */
    String kind();

    /** What a user calls so many of them, such as {@code 1 process} or {@code 2 processes}. */
    String counted(int number);

    /**
     * Removes one. It may not exist: a record is written before the thing is made, and removed after it.
     *
     * @param name as it was recorded
     * @return whether there was one
     * @throws IOException when there still is one, saying why
     */
    boolean remove(String name) throws IOException;
}
