package io.coddiwomple.app.cli;

import java.util.List;

/**
 * An option that a command knows.
 *
 * @param name the long name without its dashes
 * @param letter the short name without its dash, or empty
 * @param value what its value is called in help, such as {@code FILE}; empty for an option without a value
 * @param repeatable whether it may be given more than once
 * @param choices what a value may be, for completion; empty when anything
 * @param help one sentence without its full stop
 */
public record Option(String name, String letter, String value, boolean repeatable, List<String> choices, String help) {
    /** An option without a value. */
    public static Option flag(String name, String letter, String help) {
        return new Option(name, letter, "", true, List.of(), help);
    }

    /** An option with one value. */
    public static Option of(String name, String letter, String value, String help) {
        return new Option(name, letter, value, false, List.of(), help);
    }

    /** This option, allowed to be given again and again. */
    public Option repeated() {
        return new Option(name, letter, value, true, choices, help);
    }

    /** This option, with the values that completion offers. */
    public Option among(List<String> values) {
        return new Option(name, letter, value, repeatable, values, help);
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    /** Whether a word of a command line is this option's name, long or short. */
    boolean isNamed(String word) {
        return word.equals(dashed()) || !letter.isEmpty() && word.equals("-" + letter);
    }

    /** {@code --filename}. */
    String dashed() {
        return "--" + name;
    }
}
