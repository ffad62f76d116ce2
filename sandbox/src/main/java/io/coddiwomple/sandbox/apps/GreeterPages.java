package io.coddiwomple.sandbox.apps;

import io.coddiwomple.sandbox.place.Sockets;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Greets by a name that another service gives. */
final class GreeterPages implements Pages {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** How long Envoy waits for the answer, in milliseconds (its router filter's documentation). */
    private static final String EXPECTED = "x-envoy-expected-rq-timeout-ms";

    private static final Set<String> PATHS = Set.of("/", "/greet");

    /** What belongs to the whole request, not to one hop of it: tracing goes on across the call. */
    private static final Set<String> PASSED_ON = Set.of("x-request-id", "traceparent", "tracestate");

    private final App.Greeter greeter;
    private final Caller caller;
    private final Sockets sockets;

    GreeterPages(App.Greeter greeter, Caller caller, Sockets sockets) {
        this.greeter = greeter;
        this.caller = caller;
        this.sockets = sockets;
    }

    @Override
    public void answer(Request request, Exchange exchange) {
        if (!PATHS.contains(request.path())) {
            exchange.text(404, "there is /greet here, and /greet?name=NAME\n");
            return;
        }
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.keySet().retainAll(PASSED_ON);
        Call call = Call.of(url(request), greeter.at().get(), Protocol.HTTP1, limit(request))
                .withHeaders(headers);
        var _ = caller.start(sockets, call).thenAccept(answer -> greet(answer, exchange));
    }

    /** What the proxy gives the whole request, if that is less. */
    private static Duration limit(Request request) {
        String expected = request.header(EXPECTED);
        if (!expected.matches("[1-9][0-9]{0,8}")) {
            return LIMIT;
        }
        Duration given = Duration.ofMillis(Long.parseLong(expected));
        return given.compareTo(LIMIT) < 0 ? given : LIMIT;
    }

    private URI url(Request request) {
        String name = request.parameter("name");
        if (name == null) {
            return greeter.namer();
        }
        String url = greeter.namer().toString();
        return URI.create(url
                + (greeter.namer().getRawQuery() == null ? "?name=" : "&name=")
                + URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    private void greet(Answer answer, Exchange exchange) {
        String asked = "asked " + greeter.namer().getAuthority();
        if (answer.good()) {
            exchange.text(
                    200, "Hello, %s\n%s, %s answered\n".formatted(answer.body().strip(), asked, answer.servedBy()));
        } else {
            exchange.text(502, "nobody to greet\n%s: %s\n".formatted(asked, answer.outcome()));
        }
    }
}
