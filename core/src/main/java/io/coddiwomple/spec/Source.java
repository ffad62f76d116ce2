package io.coddiwomple.spec;

/** Where a service was read from. When several speak of one service, the first of these wins. */
enum Source {
    RESOURCE("a GlobalService"),
    FILE_2018("a service file"),
    LABELLED_SERVICE("labelled Services"),
    SERVICE_EXPORT("ServiceExports");

    private final String words;

    Source(String words) {
        this.words = words;
    }

    /** As a message names it. */
    String words() {
        return words;
    }
}
