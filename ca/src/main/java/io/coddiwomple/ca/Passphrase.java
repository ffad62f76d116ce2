package io.coddiwomple.ca;

import java.util.Optional;

/** What a private key is encrypted with. Printing one shows nothing. */
public final class Passphrase {
    /** The shortest that is accepted for a new key, in characters. */
    public static final int SHORTEST = 8;

    private final String characters;

    private Passphrase(String characters) {
        this.characters = characters;
    }

    /** A passphrase as a variable of the environment holds it; empty for none. */
    public static Optional<Passphrase> of(String characters) {
        return characters.isEmpty() ? Optional.empty() : Optional.of(new Passphrase(characters));
    }

    /** The first line of a file's text, as {@code openssl -passin file:} takes it; empty when that line is. */
    public static Optional<Passphrase> ofFile(String text) {
        return of(text.lines().findFirst().orElse(""));
    }

    /** Whether it is long enough for a new key. */
    public boolean isLongEnough() {
        return characters.codePointCount(0, characters.length()) >= SHORTEST;
    }

    char[] characters() {
        return characters.toCharArray();
    }

    @Override
    public String toString() {
        return "a passphrase";
    }
}
