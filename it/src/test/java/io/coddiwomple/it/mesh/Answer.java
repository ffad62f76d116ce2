package io.coddiwomple.it.mesh;

import java.time.Duration;

/**
 * What a call came to.
 *
 * @param status of HTTP; of other protocols 200 when the call was good; negative when there was no answer
 * @param from {@code <cluster>/<pod>} that answered, empty when no application did
 * @param error empty when there was an answer
 */
record Answer(int status, String from, String body, Duration took, String error) {
    static final int NONE = -1;

    static Answer none(Duration took, Exception failure) {
        return new Answer(NONE, "", "", took, failure.toString());
    }

    boolean good() {
        return status == 200;
    }

    String cluster() {
        int slash = from.indexOf('/');
        return slash < 0 ? "" : from.substring(0, slash);
    }
}
