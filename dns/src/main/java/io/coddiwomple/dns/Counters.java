package io.coddiwomple.dns;

import java.util.concurrent.atomic.AtomicLongArray;

/** How many questions of which type had which outcome, by one transport. For any number of threads. */
@SuppressWarnings("EnumOrdinal") // Places of arrays that live as long as the enums.
final class Counters {
    /** The types that are counted by name; all others are one. */
    enum Type {
        A,
        AAAA,
        PTR,
        SOA,
        NS,
        ANY,
        OTHER;

        static Type of(int number) {
            return switch (number) {
                case Wire.TYPE_A -> A;
                case Wire.TYPE_AAAA -> AAAA;
                case Wire.TYPE_PTR -> PTR;
                case Wire.TYPE_SOA -> SOA;
                case Wire.TYPE_NS -> NS;
                case Wire.TYPE_ANY -> ANY;
                default -> OTHER;
            };
        }
    }

    /** Why a request got no answer, or less of one. */
    enum Loss {
        /** It was no request: shorter than a header, or an answer. */
        IGNORED,
        /** Its client's network asks more than the limit allows. */
        LIMITED,
        /** The answer did not fit, and the client was told to ask by TCP. */
        TRUNCATED,
        /** The answer could not be sent. */
        UNSENT,
        /** Making the answer failed, which is a fault of this server. */
        FAILED
    }

    private static final int RCODES = Rcode.values().length;

    private final AtomicLongArray answers = new AtomicLongArray(Type.values().length * RCODES);
    private final AtomicLongArray losses = new AtomicLongArray(Loss.values().length);

    void answered(Type type, Rcode rcode) {
        answers.getAndIncrement(type.ordinal() * RCODES + rcode.ordinal());
    }

    void lost(Loss loss) {
        losses.getAndIncrement(loss.ordinal());
    }

    long answers(Type type, Rcode rcode) {
        return answers.get(type.ordinal() * RCODES + rcode.ordinal());
    }

    long losses(Loss loss) {
        return losses.get(loss.ordinal());
    }
}
