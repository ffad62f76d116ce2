package io.coddiwomple.sandbox.apps;

import io.coddiwomple.resource.Fields;
import java.util.function.UnaryOperator;

/** What it saw of any request, as JSON. */
final class EchoPages implements Pages {
    @Override
    public void answer(Request request, Exchange exchange) {
        exchange.json(
                200,
                Fields.builder()
                        .put("servedBy", exchange.servedBy())
                        .put("method", request.method())
                        .put("path", request.target())
                        .put("protocol", request.version())
                        .put("headers", request.headers(UnaryOperator.identity()))
                        .put("body", request.body())
                        .build());
    }
}
