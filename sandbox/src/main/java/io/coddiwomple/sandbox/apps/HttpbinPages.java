package io.coddiwomple.sandbox.apps;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The pages of httpbin.org that people try meshes with, in its words. */
final class HttpbinPages implements Pages {
    private static final double LONGEST_DELAY = 10;
    private static final int MOST_LINES = 100;
    private static final int LONGEST_INTERVAL = 1000;

    @Override
    public void answer(Request request, Exchange exchange) {
        String[] path =
                request.path().substring(request.path().startsWith("/") ? 1 : 0).split("/", 2);
        String rest = path.length > 1 ? path[1] : "";
        switch (path[0]) {
            case "headers" ->
                exchange.json(
                        200,
                        Fields.builder()
                                .put("headers", request.headers(HttpbinPages::title))
                                .build());
            case "ip" ->
                exchange.json(
                        200, Fields.builder().put("origin", origin(request)).build());
            case "get" -> exchange.json(200, seen(request));
            case "anything" -> exchange.json(200, everything(request));
            case "status" -> status(rest, exchange);
            case "delay" -> delay(rest, request, exchange);
            case "stream" -> stream(rest, request, exchange);
            default ->
                exchange.text(
                        404,
                        "there are /headers, /get, /ip, /anything, /status/CODE, /delay/SECONDS and"
                                + " /stream/LINES?interval=MILLISECONDS here\n");
        }
    }

    private static Fields seen(Request request) {
        Fields.Builder arguments = Fields.builder();
        request.parameters()
                .forEach((name, values) ->
                        arguments.put(name, values.size() == 1 ? Value.of(values.getFirst()) : Value.texts(values)));
        return Fields.builder()
                .put("args", arguments.build())
                .put("headers", request.headers(HttpbinPages::title))
                .put("origin", origin(request))
                .put("url", "http://" + request.header("host") + request.target())
                .build();
    }

    private static Fields everything(Request request) {
        return seen(request)
                .with(Fields.builder()
                        .put("data", request.body())
                        .put("method", request.method())
                        .build());
    }

    private static String origin(Request request) {
        String forwarded = request.header("x-forwarded-for");
        return forwarded.isEmpty() ? request.client() : forwarded;
    }

    private static void status(String text, Exchange exchange) {
        OptionalDouble code = number(text, 200, 599);
        if (code.isEmpty() || code.getAsDouble() % 1 != 0) {
            exchange.text(400, "a status is a number from 200 to 599\n");
        } else {
            exchange.text((int) code.getAsDouble(), "");
        }
    }

    private static void delay(String text, Request request, Exchange exchange) {
        OptionalDouble seconds = number(text, 0, Double.MAX_VALUE);
        if (seconds.isEmpty()) {
            exchange.text(400, "a delay is a number of seconds, of which 10 are the most\n");
            return;
        }
        double most = Math.min(seconds.getAsDouble(), LONGEST_DELAY);
        exchange.later(Duration.ofMillis((long) (most * 1000)), () -> exchange.json(200, everything(request)));
    }

    private static void stream(String text, Request request, Exchange exchange) {
        OptionalDouble lines = number(text, 0, Double.MAX_VALUE);
        String wait = request.parameter("interval");
        OptionalDouble interval = number(wait == null ? "0" : wait, 0, LONGEST_INTERVAL);
        if (lines.isEmpty() || interval.isEmpty()) {
            exchange.text(400, "a stream has a number of lines, and an interval of 0 to 1000 milliseconds\n");
            return;
        }
        exchange.begin(Exchange.JSON);
        line(
                0,
                (int) Math.min(lines.getAsDouble(), MOST_LINES),
                Duration.ofMillis((long) interval.getAsDouble()),
                seen(request),
                exchange);
    }

    private static void line(int index, int lines, Duration interval, Fields seen, Exchange exchange) {
        for (int at = index; at < lines; at++) {
            if (at > index && !interval.isZero()) {
                int next = at;
                exchange.later(interval, () -> line(next, lines, interval, seen, exchange));
                return;
            }
            var text = new ByteText(512);
            JsonText.append(seen.with(Fields.builder().put("id", at).build()), 0, text);
            exchange.piece(text.toString().replaceAll("\n *", "") + "\n");
        }
        exchange.end();
    }

    private static OptionalDouble number(String text, double least, double most) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        return number < least || number > most ? OptionalDouble.empty() : OptionalDouble.of(number);
    }

    /** As httpbin writes names of headers: {@code X-Forwarded-Client-Cert}. */
    private static String title(String name) {
        return Arrays.stream(name.split("-", -1))
                .map(word -> word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("-"));
    }
}
