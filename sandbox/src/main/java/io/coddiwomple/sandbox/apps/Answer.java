package io.coddiwomple.sandbox.apps;

import java.time.Duration;
import java.util.Optional;

/**
 * What a call came to.
 *
 * @param status of HTTP or gRPC; for lines 0 when one came back; {@link #NONE} when no answer began
 * @param servedBy {@code <cluster>/<workload>} that answered; empty when it did not say
 * @param peer the client as the server's proxy saw it; empty without mutual TLS, and for lines, which carry no headers
 * @param body at most 1 MiB of it; of gRPC the text of the first message
 * @param took from before the connection until the answer's last byte, or the failure
 * @param failure empty when the answer came whole, whatever its status; otherwise what went wrong, in one clause
 */
public record Answer(
        Protocol protocol,
        int status,
        String servedBy,
        Optional<ClientCertificate> peer,
        String body,
        Duration took,
        String failure) {
    /** The status of a call that nobody answered. */
    public static final int NONE = -1;

    /** Whether the answer came whole and says that all is well. */
    public boolean good() {
        return failure.isEmpty() && (protocol.isHttp() ? status >= 200 && status < 400 : status == 0);
    }

    /**
     * What came of it as people say it, such as {@code HTTP 200}, {@code gRPC 14}, {@code answered}, or the failure,
     * after the status if an answer had begun.
     */
    public String outcome() {
        if (status == NONE) {
            return failure;
        }
        String text = switch (protocol) {
            case HTTP1, HTTP2, HTTPS -> "HTTP " + status;
            case GRPC -> "gRPC " + status;
            case TCP, TLS -> "answered";
        };
        return failure.isEmpty() ? text : text + ", " + failure;
    }
}
