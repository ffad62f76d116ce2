package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlErrorsTest {
    /** In the texts, ␤ is a line break, ␉ a tab and ␠ a space at an end. */
    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '§', textBlock = """
            a: b: c → 1:5 this ":" cannot follow what is before it; put a text that holds ": " in quotes, or check the indentation
            a: 1␤ b: 2 → 2:3 this ":" cannot follow what is before it; put a text that holds ": " in quotes, or check the indentation
            a␤b: c → 2:2 this ":" cannot follow what is before it; put a text that holds ": " in quotes, or check the indentation
            a:␤␉b: 1 → 2:1 there is a tab where the indentation or a value was expected; YAML is indented with spaces only
            ␉a: 1 → 1:1 there is a tab where the indentation or a value was expected; YAML is indented with spaces only
            - a␤b: 1 → 2:1 an item with its "-" was expected here, and not "b"; check the indentation and the quotes
            - - a␤ -b → 2:2 this "-" does not line up with the items above it, or lacks the space that must follow it
            a:␤  - x␤ - y → 3:2 a key with its ":" was expected here, and not "-"; check the indentation and the quotes
            a: 1␤b → 2:2 a ":" was expected after the key that begins at line 2, column 1, and not the end of the text
            a: 1␤- b → 2:1 a key with its ":" was expected here, and not "-"; check the indentation and the quotes
            : a → 1:1 there is no key that this ":" could belong to; check the indentation and the quotes
            'a' b: c → 1:6 there is no key that this ":" could belong to; check the indentation and the quotes
            a: 'x' y → 1:8 a key with its ":" was expected here, and not "y"; check the indentation and the quotes
            a: |␤  x␤ y → 3:2 a key with its ":" was expected here, and not "y"; check the indentation and the quotes
            a: [b]] → 1:7 a key with its ":" was expected here, and not "]"; check the indentation and the quotes
            [a, b → 1:6 a "," or the "]" of the list that begins at line 1, column 1 was expected here, and not the end of the text
            [a, b␤c: d → 2:2 a "," or the "]" of the list that begins at line 1, column 1 was expected here, and not ":"
            [a: b, c: d: e] → 1:12 a "," or the "]" of the list that begins at line 1, column 1 was expected here, and not ":"
            {a: b → 1:6 a "," or the "}" of the mapping that begins at line 1, column 1 was expected here, and not the end of the text
            {a: b␤c: d → 2:2 a "," or the "}" of the mapping that begins at line 1, column 1 was expected here, and not ":"
            {a: b c: d} → 1:8 a "," or the "}" of the mapping that begins at line 1, column 1 was expected here, and not ":"
            a: } → 1:4 a value was expected here, and not "}"
            ] → 1:1 a value was expected here, and not "]"
            [a,,b] → 1:4 a value was expected here, and not ","
            {,} → 1:2 a value was expected here, and not ","
            a: 'x → 1:6 the input ends inside the quoted text that begins at line 1, column 4; its closing quote is missing
            a: "x → 1:6 the input ends inside the quoted text that begins at line 1, column 4; its closing quote is missing
            a: "␤---␤ → 2:1 the document ends inside the quoted text that begins at line 1, column 4; its closing quote is missing
            a:␤  b: "x␤e"ways: 1 → 3:3 this follows the closing quote of a text; check the quotes
            "a\\q" → 1:4 a backslash followed by "q" means nothing in double quotes; write \\\\ for a backslash itself, or use single quotes
            "\\ → 1:3 a backslash followed by the end of the text means nothing in double quotes; write \\\\ for a backslash itself, or use single quotes
            "\\x1" → 1:4 \\x needs two hexadecimal digits here, \\u four and \\U eight
            "\\u12g4" → 1:4 \\x needs two hexadecimal digits here, \\u four and \\U eight
            "\\U00110000" → 1:4 this escape names no character; \\U goes up to \\U0010FFFF
            "\\UFFFFFFFF" → 1:4 this escape names no character; \\U goes up to \\U0010FFFF
            "\\ud83d" → 1:1 this text has one half of a surrogate pair without the other half, which is not a character; write both halves, or the character itself
            @a → 1:1 a text that begins with "@" must be in quotes
            `a → 1:1 a text that begins with "`" must be in quotes
            a: %b → 1:4 a text that begins with "%" must be in quotes
            * → 1:2 the name of an anchor was expected after the "*", and not the end of the text; quote a text that begins with "*"
            a: * → 1:5 the name of an anchor was expected after the "*", and not the end of the text; quote a text that begins with "*"
            & → 1:2 a name was expected after the "&", and not the end of the text; quote a text that begins with "&"
            *b → 1:1 the alias *b has no anchor &b before it in this document; write the value out
            a: &a [*a] → 1:8 the alias *a stands inside the very value that its anchor &a marks; write the value out
            !<foo → 1:6 the tag that begins at line 1, column 1 is not well formed; quote a text that begins with "!"
            !%zz a → 1:3 the tag that begins at line 1, column 1 is not well formed; quote a text that begins with "!"
            a: !!str,x y → 1:9 the tag that begins at line 1, column 4 is not well formed; quote a text that begins with "!"
            !e!x y → 1:1 the tag here uses a handle that no %TAG line defines; remove the tag, or quote a text that begins with "!"
            !c d → 1:1 the tag !c is not read here; remove it, or quote a text that begins with "!"
            !!set {a} → 1:1 the tag !!set is not read here; remove it, or quote a text that begins with "!"
            a: !!int x → 1:4 the tag !!int does not fit the text "x"; remove the tag
            a: !!float no → 1:4 the tag !!float does not fit the text "no"; remove the tag
            !!map [a] → 1:1 the tag !!map is not read here; remove it, or quote a text that begins with "!"
            !!seq {a: b} → 1:1 the tag !!seq is not read here; remove it, or quote a text that begins with "!"
            a: |0␤ x → 1:5 only a digit from 1 to 9 and one of "+" and "-" can follow a "|" or ">" here, and not "0"; begin the text on the next line
            a: |x␤ x → 1:5 only a digit from 1 to 9 and one of "+" and "-" can follow a "|" or ">" here, and not "x"; begin the text on the next line
            a: |12␤ → 1:6 only a digit from 1 to 9 and one of "+" and "-" can follow a "|" or ">" here, and not "2"; begin the text on the next line
            a: |␤␤    ␤  x → 4:3 an empty line above is indented deeper than the first line of its text; remove its spaces
            a: - b → 1:4 a list cannot begin here; begin it on a line of its own, or put a text that begins with "- " in quotes
            a: ? b → 1:4 a key cannot begin here; begin it on a line of its own, or put the text in quotes
            a: b␤"c" d → 2:6 a ":" was expected after the key that begins at line 2, column 1, and not the end of the text
            %YAML 2.0␤---␤a → 2:1 only YAML 1.2 is read, and 1.1 as if it were; remove the %YAML line
            %YAML 1.1␤%YAML 1.1␤---␤a → 2:1 this directive is here for the second time; remove the line
            %TAG !e! a␤%TAG !e! b␤---␤a → 2:1 this directive is here for the second time; remove the line
            %YAML a␤--- → 1:7 the directive that begins at line 1, column 1 is not well formed; remove the line, or quote a text that begins with "%"
            %FOO␤a → 2:1 the document ended before this; check the indentation, or begin the next document with ---
            %YAML 1.2␤---␤%YAML 1.2␤---␤a → 3:1 a line that begins with % must follow the end of a document, which is a line ...; remove it
            a: b␤...␤c: d → 3:1 the document ended before this; check the indentation, or begin the next document with ---
            ␠␠a: 1␤b: 2 → 2:1 the document ended before this; check the indentation, or begin the next document with ---
            ? [a]␤: b → 1:3 a key must be a text, and not a list or mapping
            ? {a: b}␤: c → 1:3 a key must be a text, and not a list or mapping; a template such as {{ name }} must be rendered before it is read here
            a: {{ x }} → 1:5 a key must be a text, and not a list or mapping; a template such as {{ name }} must be rendered before it is read here
            *a : b → 1:1 the alias *a has no anchor &a before it in this document; write the value out
            ? ␤: a → 1:2 a key is missing here; an empty key needs quotes
            {? } → 1:3 a key is missing here; an empty key needs quotes
            <<: {a: 1} → 1:1 the merge key << is not part of YAML 1.2, and it is not read; write the merged fields out here
            """)
    void saysWhatIsWrongAndWhere(String text, String message) {
        String written = text.replace('␤', '\n').replace('␉', '\t').replace('␠', ' ');

        assertThat(Reading.yaml(written).messages()).containsExactly("error CW1004 in.yaml:" + message);
    }

    @Test
    void showsCharactersThatCannotBeSeenByTheirNumber() {
        for (int point : new int[] {0, 7, 0x1B, 0x7F, 0x80, 0x9F, 0xFFFE}) {
            assertThat(Reading.yaml("a: 1\r\né: 😀" + Character.toString(point)).messages())
                    .containsExactly(
                            "error CW1004 in.yaml:2:%d the character U+%04X cannot stand in YAML text; remove it, or write it as an escape in double quotes"
                                    .formatted(point == 0x7F ? 4 : 5, point));
        }
    }

    @Test
    void namesAByteOrderMarkInTheMiddle() {
        assertThat(Reading.yaml("a: 1\n\ufeff---\nb: 2\n").messages())
                .containsExactly(
                        "error CW1004 in.yaml:2:1 a byte order mark (U+FEFF) begins this line, as when files are"
                                + " joined that each have one; remove it");
    }

    @Test
    void refusesMergeKeysAndGoesOn() {
        Reading reading = Reading.yaml("a: &a {b: 1}\nc:\n  <<: *a\n  <<: *b\n  d: 2\n");

        assertThat(reading.trees()).containsExactly("{a: {b: 1}, c: {d: 2}}");
        assertThat(reading.messages())
                .containsExactly(
                        "error CW1004 in.yaml:3:3 the merge key << is not part of YAML 1.2, and it is not read; write the"
                                + " merged fields out here",
                        "error CW1004 in.yaml:4:3 the merge key << is not part of YAML 1.2, and it is not read; write the"
                                + " merged fields out here",
                        "error CW1004 in.yaml:4:7 the alias *b has no anchor &b before it in this document; write the"
                                + " value out");
    }

    @Test
    void cutsLongTextShort() {
        assertThat(Reading.yaml("{" + "k".repeat(100) + ": 1, " + "k".repeat(100) + ": 2}")
                        .messages())
                .containsExactly("error CW1005 in.yaml:1:107 the key \"" + "k".repeat(60)
                        + "…\" is in this mapping twice, first at line 1, column 2; only one of the two can count, so"
                        + " remove the other");
    }

    @Test
    void makesTerminalEscapesInTextHarmless() {
        assertThat(Reading.yaml("{\"\\e[31m\\u202e\": 1, \"\\e[31m\\u202e\": 2}")
                        .messages())
                .containsExactly("error CW1005 in.yaml:1:21 the key \"<U+001B>[31m<U+202E>\" is in this mapping twice,"
                        + " first at line 1, column 2; only one of the two can count, so remove the other");
    }
}
