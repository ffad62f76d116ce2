package io.coddiwomple.sandbox.tour;

import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.apps.ClientCertificate;
import java.time.Duration;
import java.util.List;

/** Answers as rows of a table. */
final class Rows {
    static final List<String> HEADINGS = List.of("from", "status", "served by", "caller, as the server saw it", "time");

    private Rows() {}

    static List<String> of(String from, Answer answer) {
        return List.of(
                from,
                answer.outcome(),
                answer.servedBy().isEmpty() ? "-" : answer.servedBy(),
                answer.peer().map(ClientCertificate::uri).orElse("unknown"),
                millis(answer.took()));
    }

    static String millis(Duration time) {
        return time.toMillis() + " ms";
    }
}
