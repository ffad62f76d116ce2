package io.coddiwomple.dns;

import java.util.Locale;

/** By what a question comes. */
enum Transport {
    UDP,
    TCP,
    GRPC;

    /** As metrics name it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
