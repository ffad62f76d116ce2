package io.coddiwomple.app.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A command of {@code cw}.
 *
 * @param name one word, or two for one of several commands that share the first
 * @param summary what it does, in one sentence without its full stop
 * @param operands what may follow the options, as the usage line shows it: {@code [KIND]}; empty for nothing
 * @param choices what an operand may be, for completion; empty when anything or nothing
 * @param details what help says besides, may be empty
 * @param options its own, without those that every command has
 * @param examples lines of a shell
 */
public record Command(
        String name,
        String summary,
        String operands,
        List<String> choices,
        String details,
        List<Option> options,
        List<String> examples) {
    /** The options that every command has. */
    public static final List<Option> COMMON = List.of(
            Option.flag("quiet", "q", "print nothing but the result and errors"),
            Option.flag("verbose", "v", "print all warnings and notes, and where in the program a failure happened"),
            Option.of("color", "", "WHEN", "colour messages: auto, always or never")
                    .among(List.of("auto", "always", "never")),
            Option.flag("help", "h", "print this help"));

    /** Its own options and the common ones. */
    List<Option> allOptions() {
        var all = new ArrayList<Option>(options);
        all.addAll(COMMON);
        return all;
    }

    boolean takesOperands() {
        return !operands.isEmpty();
    }
}
