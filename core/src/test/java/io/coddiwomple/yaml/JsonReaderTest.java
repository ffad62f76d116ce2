package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void readsEveryKindOfValue() {
        Reading reading =
                Reading.json("{\"a\": [\"x\", 1, -0, 2.50, 1e3, 1E+2, 0.5e-7, true, false, null, {}, []], \"\": \"\"}");

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.trees())
                .containsExactly("{a: [\"x\", 1, -0, 2.50f, 1e3f, 1E+2f, 0.5e-7f, TRUE, FALSE, ~, {}, []], : \"\"}");
    }

    @Test
    void knowsTheLineAndColumnOfEveryKeyAndValue() {
        Reading reading = Reading.json("{\r\n  \"a\": [1,\n\t\"b\"],\r \"é\u1234😀\": \"ü\\n\", \"c\" : { }\n}\n");

        assertThat(reading.places())
                .containsExactly("{a@2:3: [1@2:9, \"b\"@3:2]@2:8, é\u1234😀@4:2: \"ü\n\"@4:9, c@4:16: {}@4:22}@1:1");
    }

    @Test
    void readsEscapes() {
        Reading reading =
                Reading.json("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00\\u0000\", \"a\\u0062c\", \"\u007f\"]");

        assertThat(reading.trees()).containsExactly("[\"\"\\/\b\f\n\r\té😀\0\", \"abc\", \"\u007f\"]");
    }

    @Test
    void readsValuesThatFollowOneAnother() {
        assertThat(Reading.json("{\"a\":1}{\"b\":2}\n[3] 4 \"x\"true").trees())
                .containsExactly("{a: 1}", "{b: 2}", "[3]", "4", "\"x\"", "TRUE");
    }

    @Test
    void keepsTheFirstOfTwoEqualKeysAndNamesBothPlaces() {
        Reading reading = Reading.json("{\"a\": 1, \"b\": {\"c\": 1,\n \"c\": 2}, \"\\u0061\": 2}");

        assertThat(reading.trees()).containsExactly("{a: 1, b: {c: 1}}");
        assertThat(reading.messages())
                .containsExactly(
                        "error CW1005 in.json:2:2 the key \"c\" is in this mapping twice, first at line 1, column 16;"
                                + " only one of the two can count, so remove the other",
                        "error CW1005 in.json:2:11 the key \"a\" is in this mapping twice, first at line 1, column 2;"
                                + " only one of the two can count, so remove the other");
    }

    @Test
    void findsEqualKeysAmongMany() {
        var text = new StringBuilder("{");
        for (int key = 0; key < 1000; key++) {
            text.append("\"key").append(key).append("\": 1,\n");
        }
        Reading reading = Reading.json(text.append("\"key7\": 2}").toString());

        assertThat(reading.messages())
                .containsExactly("error CW1005 in.json:1001:1 the key \"key7\" is in this mapping twice, first at line"
                        + " 8, column 1; only one of the two can count, so remove the other");
        assertThat(((Node.Mapping) reading.documents().getFirst().root()).entries())
                .hasSize(1000);
    }

    @Test
    void keepsTheValuesBeforeAnError() {
        Reading reading = Reading.json("{\"a\": 1}\n{\"b\": ");

        assertThat(reading.trees()).containsExactly("{a: 1}");
        assertThat(reading.messages())
                .containsExactly("error CW1004 in.json:2:7 the text ends inside the mapping that begins at line 2,"
                        + " column 1; its \"}\" is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '§', textBlock = """
            [1, 2                → 1:6 the text ends inside the list that begins at line 1, column 1; its "]" is missing
            [                    → 1:2 the text ends inside the list that begins at line 1, column 1; its "]" is missing
            {"a"                 → 1:5 the text ends inside the mapping that begins at line 1, column 1; its "}" is missing
            {"a": 1              → 1:8 the text ends inside the mapping that begins at line 1, column 1; its "}" is missing
            {"a": 1,             → 1:9 the text ends inside the mapping that begins at line 1, column 1; its "}" is missing
            [1, 2,]              → 1:6 JSON has no comma after the last item of a list; remove it
            {"a": 1, }           → 1:8 JSON has no comma after the last field of a mapping; remove it
            [1 2]                → 1:4 a "," or the list's "]" was expected here, and not "2"
            [1}                  → 1:3 a "," or the list's "]" was expected here, and not "}"
            {"a": 1 "b": 2}      → 1:9 a "," or the mapping's "}" was expected here, and not '"'
            {a: 1}               → 1:2 a key in double quotes was expected here, and not "a"
            {"a": 1, 2: 3}       → 1:10 a key in double quotes was expected here, and not "2"
            {"a" 1}              → 1:6 a ":" was expected after the key "a", and not "1"
            {"a":}               → 1:6 a value was expected here, and not "}"
            [,]                  → 1:2 a value was expected here, and not ","
            ]                    → 1:1 a value was expected here, and not "]"
            [é]                  → 1:2 a value was expected here, and not "é"
            ['a']                → 1:2 a value was expected here, and not "'"; JSON has only double quotes
            [1] // x             → 1:5 a value was expected here, and not "/"; JSON has no comments
            # x                  → 1:1 a value was expected here, and not "#"; JSON has no comments
            [+1]                 → 1:2 a value was expected here, and not "+"; a JSON number has no "+"
            [.5]                 → 1:2 a value was expected here, and not "."; a JSON number begins with a digit
            [True]               → 1:2 a value was expected here, and not the bare word "True"; write true
            [FALSE]              → 1:2 a value was expected here, and not the bare word "FALSE"; write false
            [None]               → 1:2 a value was expected here, and not the bare word "None"; write null
            [NaN]                → 1:2 a value was expected here, and not the bare word "NaN"; JSON has no such number
            {"a": london}        → 1:7 a value was expected here, and not the bare word "london"; text needs double quotes
            [nulls]              → 1:2 a value was expected here, and not the bare word "nulls"; text needs double quotes
            [007]                → 1:2 a JSON number cannot begin with a 0; leave the 0 out, or quote it
            [-01]                → 1:2 a JSON number cannot begin with a 0; leave the 0 out, or quote it
            [-]                  → 1:3 a digit was expected after the "-", and not "]"
            [-.5]                → 1:3 a digit was expected after the "-", and not "."
            [1.]                 → 1:4 a digit was expected after the decimal point, and not "]"
            [1e]                 → 1:4 a digit was expected in the exponent, and not "]"
            [1e+x]               → 1:5 a digit was expected in the exponent, and not "x"
            1.5.2                → 1:4 a space was expected after the number, and not "."
            12é                  → 1:3 a space was expected after the number, and not "é"
            ["a                  → 1:4 the text ends inside the string that begins at line 1, column 2; its closing quote is missing
            ["é                  → 1:4 the text ends inside the string that begins at line 1, column 2; its closing quote is missing
            ["a\\q"]             → 1:4 a backslash followed by "q" means nothing in JSON; write \\\\ for a backslash itself
            ["a\\                → 1:4 a backslash followed by the end of the text means nothing in JSON; write \\\\ for a backslash itself
            ["\\u12g4"]          → 1:3 \\u needs four hexadecimal digits, as in \\u00e9
            ["\\u1               → 1:3 \\u needs four hexadecimal digits, as in \\u00e9
            ["\\ud83d"]          → 1:3 this is one half of a surrogate pair without the other half, which is not a character; write both halves, or the character itself
            ["\\ud83d\\u0041"]   → 1:3 this is one half of a surrogate pair without the other half, which is not a character; write both halves, or the character itself
            ["\\ude00\\ud83d"]   → 1:3 this is one half of a surrogate pair without the other half, which is not a character; write both halves, or the character itself
            """)
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThat(Reading.json(text).messages()).containsExactly("error CW1004 in.json:" + message);
    }

    @Test
    void showsCharactersThatCannotBeSeenByTheirNumber() {
        assertThat(Reading.json("[\u0007]").messages())
                .containsExactly("error CW1004 in.json:1:2 a value was expected here, and not U+0007");
        assertThat(Reading.json("[\u202e]").messages())
                .containsExactly("error CW1004 in.json:1:2 a value was expected here, and not U+202E");
        assertThat(Reading.json("[\u00a0]").messages())
                .containsExactly("error CW1004 in.json:1:2 a value was expected here, and not U+00A0");
    }

    @Test
    void refusesControlCharactersInStrings() {
        assertThat(Reading.json("[\"a\tb\"]").messages())
                .containsExactly(
                        "error CW1004 in.json:1:4 the character U+0009 cannot stand in a JSON string; write \\t");
        assertThat(Reading.json("[\"a\u0001b\"]").messages())
                .containsExactly(
                        "error CW1004 in.json:1:4 the character U+0001 cannot stand in a JSON string; write \\u0001");
        assertThat(Reading.json("{\"a\":\n\"b\n\"}").messages())
                .containsExactly(
                        "error CW1004 in.json:2:3 the line ends inside the string that begins at line 2, column"
                                + " 1; close its quote, or write \\n where it is to have a line break");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "a string that is too long to be kept for its next use", "é", ""})
    void readsTheSameStringTwice(String text) {
        assertThat(Reading.json("[\"" + text + "\", \"" + text + "\"]").trees())
                .containsExactly("[\"" + text + "\", \"" + text + "\"]");
    }
}
