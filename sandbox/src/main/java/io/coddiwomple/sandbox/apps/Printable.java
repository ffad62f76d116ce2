package io.coddiwomple.sandbox.apps;

/** Text from the wire, made safe for a terminal. */
final class Printable {
    private static final int LONGEST = 200;

    private Printable() {}

    /** The text with dots in place of what is not printable ASCII, cut when it is long. */
    static String of(String text) {
        String safe = text.substring(0, Math.min(text.length(), LONGEST)).replaceAll("[^ -~]", ".");
        return text.length() > LONGEST ? safe + "..." : safe;
    }
}
