package io.coddiwomple.yaml;

import java.util.Locale;
import java.util.stream.Collectors;

/** Nodes as one line of text: {@code {a: [1, "x", ~]}}, strings in quotes, everything else as it was written. */
final class Outline {
    private final boolean withPlaces;

    private Outline(boolean withPlaces) {
        this.withPlaces = withPlaces;
    }

    static String tree(Node node) {
        return new Outline(false).of(node);
    }

    static String places(Node node) {
        return new Outline(true).of(node);
    }

    private String of(Node node) {
        String text = switch (node) {
            case Node.Scalar scalar -> of(scalar);
            case Node.Sequence list -> list.items().stream().map(this::of).collect(Collectors.joining(", ", "[", "]"));
            case Node.Mapping mapping ->
                mapping.entries().stream().map(this::of).collect(Collectors.joining(", ", "{", "}"));
        };
        return text + at(node.line(), node.column());
    }

    private static String of(Node.Scalar scalar) {
        return switch (scalar.type()) {
            case STRING -> '"' + scalar.text() + '"';
            case NULL -> "~";
            case BOOLEAN -> scalar.text().toUpperCase(Locale.ROOT);
            case INTEGER -> scalar.text();
            case FLOAT -> scalar.text() + "f";
        };
    }

    private String of(Node.Entry entry) {
        return entry.key() + at(entry.line(), entry.column()) + ": " + of(entry.value());
    }

    private String at(int line, int column) {
        return withPlaces ? "@" + line + ":" + column : "";
    }
}
