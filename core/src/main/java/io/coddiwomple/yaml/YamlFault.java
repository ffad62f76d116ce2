package io.coddiwomple.yaml;

import io.coddiwomple.problem.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in a user's words what the YAML parser (snakeyaml-engine 3.2) says in its own. */
final class YamlFault {
    static final String VERSION = "only YAML 1.2 is read, and 1.1 as if it were; remove the %YAML line";
    static final String NO_CHARACTER = "this escape names no character; \\U goes up to \\U0010FFFF";

    static final String BEHIND_QUOTES = "this follows the closing quote of a text; check the quotes";

    private final String file;
    private final int lineOffset;

    /** @param lineOffset lines of the file before the text that the parser was given */
    YamlFault(String file, int lineOffset) {
        this.file = file;
        this.lineOffset = lineOffset;
    }

    Place place(@Nullable Mark mark) {
        return mark == null
                ? new Place(file, lineOffset + 1, 1)
                : new Place(file, lineOffset + mark.getLine() + 1, mark.getColumn() + 1);
    }

    YamlSyntax syntax(MarkedYamlEngineException e) {
        Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
        String context = Optional.ofNullable(e.getContext()).orElse("");
        String problem = Optional.ofNullable(e.getProblem()).orElse("");
        String begun = begun(e.getContextMark());
        String found = mark == null ? "this" : problem.contains("<document ") ? "the end of the document" : found(mark);
        return new YamlSyntax(place(mark), message(context, problem, begun, found));
    }

    private static String message(String context, String problem, String begun, String found) {
        if (problem.contains("TAB")) {
            return "there is a tab where the indentation or a value was expected; YAML is indented with spaces only";
        }
        if (problem.startsWith("DEL character")) {
            return YamlReader.forbidden(0x7F);
        }
        return switch (context) {
            case "while parsing a block mapping", "while parsing a block collection" -> block(context, found);
            case "while parsing a flow sequence" ->
                "a \",\" or the \"]\" of the list" + begun + " was expected here, and not " + found;
            case "while parsing a flow mapping" ->
                "a \",\" or the \"}\" of the mapping" + begun + " was expected here, and not " + found;
            case "while parsing a block node", "while parsing a flow node" ->
                "a value was expected here, and not " + found;
            case "while parsing a node" ->
                "the tag here uses a handle that no %TAG line defines; remove the tag, or quote a text that begins with"
                        + " \"!\"";
            case "while scanning a quoted scalar" ->
                problem.contains("document separator")
                        ? "the document ends inside the quoted text" + begun + "; its closing quote is missing"
                        : "the input ends inside the quoted text" + begun + "; its closing quote is missing";
            case "while scanning a double-quoted scalar" -> escape(problem, found);
            case "while scanning a block scalar" -> blockScalar(problem, found);
            case "while scanning a simple key" -> "a \":\" was expected after the key" + begun + ", and not " + found;
            case "while scanning an alias" ->
                "the name of an anchor was expected after the \"*\", and not " + found
                        + "; quote a text that begins with \"*\"";
            case "while scanning an anchor" ->
                "a name was expected after the \"&\", and not " + found + "; quote a text that begins with \"&\"";
            case "while scanning a tag" ->
                "the tag" + begun + " is not well formed; quote a text that begins with \"!\"";
            case "while scanning a directive", "while scanning a YAML directive" ->
                "the directive" + begun
                        + " is not well formed; remove the line, or quote a text that begins with \"%\"";
            default -> other(problem, found);
        };
    }

    private static String block(String context, String found) {
        if (found.equals("\":\"")) {
            return "there is no key that this \":\" could belong to; check the indentation and the quotes";
        }
        if (context.endsWith("mapping")) {
            return "a key with its \":\" was expected here, and not " + found
                    + "; check the indentation and the quotes";
        }
        return found.equals("\"-\"")
                ? "this \"-\" does not line up with the items above it, or lacks the space that must follow it"
                : "an item with its \"-\" was expected here, and not " + found
                        + "; check the indentation and the quotes";
    }

    private static String escape(String problem, String found) {
        if (problem.startsWith("expected escape sequence")) {
            return "\\x needs two hexadecimal digits here, \\u four and \\U eight";
        }
        if (!problem.endsWith(")")) {
            return NO_CHARACTER;
        }
        return "a backslash followed by " + found
                + " means nothing in double quotes; write \\\\ for a backslash itself," + " or use single quotes";
    }

    private static String blockScalar(String problem, String found) {
        if (problem.contains("leading empty lines")) {
            return "an empty line above is indented deeper than the first line of its text; remove its spaces";
        }
        return "only a digit from 1 to 9 and one of \"+\" and \"-\" can follow a \"|\" or \">\" here, and not " + found
                + "; begin the text on the next line";
    }

    private static String other(String problem, String found) {
        if (problem.startsWith("found character")) {
            return "a text that begins with " + found + " must be in quotes";
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return "this \":\" cannot follow what is before it; put a text that holds \": \" in quotes, or check the"
                    + " indentation";
        }
        if (problem.startsWith("mapping keys are not allowed")) {
            return "a key cannot begin here; begin it on a line of its own, or put the text in quotes";
        }
        if (problem.startsWith("sequence entries are not allowed")) {
            return "a list cannot begin here; begin it on a line of its own, or put a text that begins with \"- \" in"
                    + " quotes";
        }
        if (problem.startsWith("expected '<document start>'")) {
            return "the document ended before this; check the indentation, or begin the next document with ---";
        }
        if (problem.startsWith("expected '<document end>'")) {
            return "a line that begins with % must follow the end of a document, which is a line ...; remove it";
        }
        if (problem.startsWith("found duplicate YAML directive") || problem.startsWith("duplicate tag handle")) {
            return "this directive is here for the second time; remove the line";
        }
        return "the text cannot be read as YAML from here on";
    }

    private String begun(Optional<Mark> mark) {
        return mark.isEmpty()
                ? ""
                : " that begins at line " + (lineOffset + mark.get().getLine() + 1) + ", column "
                        + (mark.get().getColumn() + 1);
    }

    private static String found(Mark mark) {
        int[] window = mark.getBuffer();
        int point = mark.getPointer() < window.length ? window[mark.getPointer()] : 0;
        return switch (point) {
            case 0 -> "the end of the text";
            case '\n', '\r' -> "the end of the line";
            case ' ' -> "a space";
            case '\t' -> "a tab";
            default -> Excerpt.character(point);
        };
    }
}
