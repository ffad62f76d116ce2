package io.coddiwomple.sandbox.apps;

/** A name, as text. */
final class NamerPages implements Pages {
    private final String name;

    NamerPages(String name) {
        this.name = name;
    }

    @Override
    public void answer(Request request, Exchange exchange) {
        String wanted = request.parameter("name");
        exchange.text(200, (wanted == null ? name : wanted) + "\n");
    }
}
