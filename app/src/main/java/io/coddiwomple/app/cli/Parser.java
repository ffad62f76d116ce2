package io.coddiwomple.app.cli;

import io.coddiwomple.problem.Suggestion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a command line. Options may stand anywhere, {@code --} ends them. Owned by one thread. */
public final class Parser {
    private final List<Command> commands;
    private final String group;
    private final @Nullable Command command;
    private final List<Option> options;
    private final Arguments arguments = new Arguments();
    private boolean help;

    private Parser(List<Command> commands, String group, @Nullable Command command) {
        this.commands = commands;
        this.group = group;
        this.command = command;
        this.options = command == null ? Command.COMMON : command.allOptions();
    }

    /**
     * A command line that was read.
     *
     * @param group the first word of commands of two words, when the line has it and names none of them; else empty
     * @param command null when none was named
     * @param help whether help is wanted, whatever else the line says
     */
    public record Line(String group, @Nullable Command command, boolean help, Arguments arguments) {}

    /** Reads the words after {@code cw}. Everything wrong with them is among the arguments' faults. */
    public static Line parse(List<Command> commands, List<String> words) {
        List<String> named = named(words, Command.COMMON);
        if (named.isEmpty()) {
            return new Parser(commands, "", null).parse(words);
        }
        String first = named.getFirst();
        List<Command> members = commands.stream()
                .filter(command -> command.name().startsWith(first + " "))
                .toList();
        Command command = find(commands, "", named.subList(0, 1));
        if (command == null) {
            command = find(members, first, named.subList(1, named.size()));
        } else {
            List<String> second = second(command, members, words);
            Command longer = find(members, first, second);
            if (longer == null && !members.isEmpty() && !command.takesOperands() && !second.isEmpty()) {
                return misspelt(command, first + " " + second.getFirst(), members, words);
            }
            command = longer == null ? command : longer;
        }
        if (command != null) {
            return new Parser(commands, "", command).parse(words);
        }
        var parser = new Parser(commands, members.isEmpty() ? "" : first, null);
        if (members.isEmpty()) {
            // What the words after it mean, nobody knows.
            parser.unknownCommand(first, commands);
            return new Line("", null, false, parser.arguments);
        }
        return parser.incomplete(members, named, words);
    }

    /** The words that are neither an option nor the value of one of these. */
    private static List<String> named(List<String> words, List<Option> options) {
        var named = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                named.add(word);
            } else if (options.stream().anyMatch(option -> option.takesValue() && option.isNamed(word))) {
                i++;
            }
        }
        return named;
    }

    /**
     * What may be the second word of a longer name than a command's. It stands right after the first when the command
     * takes operands; otherwise options may stand between.
     */
    private static List<String> second(Command command, List<Command> members, List<String> words) {
        if (command.takesOperands()) {
            int next = words.indexOf(command.name()) + 1;
            return words.subList(next, Math.min(next + 1, words.size()));
        }
        var options = new ArrayList<>(command.allOptions());
        members.forEach(member -> options.addAll(member.options()));
        List<String> named = named(words, options);
        return named.subList(Math.min(1, named.size()), Math.min(2, named.size()));
    }

    /** The command whose last word is the first of these that any has; options' values may stand before it. */
    private static @Nullable Command find(List<Command> commands, String group, List<String> words) {
        for (String word : words) {
            String name = group.isEmpty() ? word : group + " " + word;
            for (Command command : commands) {
                if (command.name().equals(name)) {
                    return command;
                }
            }
        }
        return null;
    }

    /** A line with a command that takes no operands, and a word that was meant to make it a longer one. */
    private static Line misspelt(Command command, String name, List<Command> members, List<String> words) {
        var parser = new Parser(members, "", command);
        parser.unknownCommand(name, members);
        return new Line("", command, asksForHelp(words), parser.arguments);
    }

    private static boolean asksForHelp(List<String> words) {
        return words.contains("--help") || words.contains("-h");
    }

    /** A line with the first word of several commands and not the second. */
    private Line incomplete(List<Command> members, List<String> named, List<String> words) {
        help = asksForHelp(words);
        if (!help && named.size() > 1) {
            unknownCommand(group + " " + named.get(1), members);
        } else if (!help) {
            List<String> names = members.stream().map(Command::name).toList();
            arguments.fault("cw " + group + " is several commands: " + String.join(", ", names));
        }
        return new Line(group, null, help, arguments);
    }

    private void unknownCommand(String name, List<Command> known) {
        List<String> names = known.stream().map(Command::name).toList();
        arguments.fault("unknown command \"" + name + "\"" + Suggestion.ending(name, names));
    }

    private Line parse(List<String> words) {
        Iterator<String> rest = words.iterator();
        var naming = new ArrayDeque<String>(
                command == null ? List.of() : List.of(command.name().split(" ", -1)));
        boolean optionsEnded = false;
        while (rest.hasNext()) {
            String word = rest.next();
            if (optionsEnded || !word.startsWith("-") || word.equals("-")) {
                if (word.equals(naming.peek())) {
                    naming.remove();
                } else {
                    operand(word);
                }
            } else if (word.equals("--")) {
                optionsEnded = true;
            } else if (word.startsWith("--")) {
                longOption(word.substring(2), rest);
            } else {
                letters(word, rest);
            }
        }
        boolean nothing = command == null && arguments.faults().isEmpty();
        return new Line(group, command, help || nothing, arguments);
    }

    private void operand(String word) {
        if (command == null) {
            unknownCommand(word, commands);
        } else if (command.takesOperands()) {
            arguments.operands().add(word);
        } else {
            arguments.fault("unexpected argument \"" + word + "\"; cw " + command.name() + " takes options only");
        }
    }

    private void longOption(String word, Iterator<String> rest) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Option option = named(name);
        if (option == null) {
            unknown("--" + name, equals < 0, rest);
        } else if (option.takesValue()) {
            take(option, equals < 0 ? null : word.substring(equals + 1), rest);
        } else if (equals >= 0) {
            arguments.fault(option.dashed() + " takes no value; leave \"" + word.substring(equals) + "\" away");
        } else {
            flag(option);
        }
    }

    private @Nullable Option named(String name) {
        for (Option option : options) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        return null;
    }

    private @Nullable Option lettered(String letter) {
        for (Option option : options) {
            if (option.letter().equals(letter)) {
                return option;
            }
        }
        return null;
    }

    /** The word after an unknown option whose likely meaning takes a value is no fault of its own. */
    private void unknown(String dashed, boolean valueMayFollow, Iterator<String> rest) {
        var names = new ArrayList<String>();
        options.forEach(option -> names.add(option.dashed()));
        arguments.fault("unknown option " + dashed + Suggestion.ending(dashed, names));
        Option meant = Suggestion.of(dashed, names)
                .map(name -> named(name.substring(2)))
                .orElse(null);
        if (valueMayFollow && meant != null && meant.takesValue() && rest.hasNext()) {
            rest.next();
        }
    }

    private void letters(String word, Iterator<String> rest) {
        for (int at = 1; at < word.length(); at++) {
            String letter = word.substring(at, at + 1);
            Option option = lettered(letter);
            if (option == null) {
                arguments.fault("unknown option -" + letter + (word.length() > 2 ? " in \"" + word + "\"" : ""));
                return;
            }
            if (option.takesValue()) {
                boolean equals = word.startsWith("=", at + 1);
                boolean attached = at + 1 < word.length();
                take(option, attached ? word.substring(equals ? at + 2 : at + 1) : null, rest);
                return;
            }
            flag(option);
        }
    }

    private void flag(Option option) {
        if (option.name().equals("help")) {
            help = true;
        } else {
            arguments.add(option, "");
        }
    }

    private void take(Option option, @Nullable String attached, Iterator<String> rest) {
        String value = attached != null ? attached : rest.hasNext() ? rest.next() : "";
        boolean anotherOption = attached == null && isOption(value);
        if (value.isEmpty() || anotherOption) {
            arguments.fault(option.dashed() + " needs a value: " + option.value());
        } else {
            arguments.add(option, value);
        }
        if (anotherOption) {
            longOption(value.substring(2), rest);
        }
    }

    /** Whether a word is one of the command's own options, so that it hardly is the value of the one before it. */
    private boolean isOption(String word) {
        int equals = word.indexOf('=');
        return word.startsWith("--") && named(word.substring(2, equals < 0 ? word.length() : equals)) != null;
    }
}
