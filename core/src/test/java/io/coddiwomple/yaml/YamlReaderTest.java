package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    @Test
    void knowsTheLineAndColumnOfEveryKeyAndValue() {
        Reading reading = Reading.yaml("""
                # clusters
                kind: Cluster
                metadata: {name: london, labels: {"é😀": 'x'}}
                spec:
                  gateways:
                  - address: 203.0.113.7
                    port: 15443
                  - - nested
                  text: |
                    two
                    lines
                  empty:
                ---
                - last
                """);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.places())
                .containsExactly(
                        "{kind@2:1: \"Cluster\"@2:7,"
                                + " metadata@3:1: {name@3:12: \"london\"@3:18, labels@3:26: {é😀@3:35: \"x\"@3:41}@3:34}@3:11,"
                                + " spec@4:1: {gateways@5:3: [{address@6:5: \"203.0.113.7\"@6:14, port@7:5: 15443@7:11}@6:5,"
                                + " [\"nested\"@8:7]@8:5]@6:3, text@9:3: \"two\nlines\n\"@9:9, empty@12:3: ~@12:9}@5:3}@2:1",
                        "[\"last\"@14:3]@14:1");
    }

    @Test
    void countsLinesThatEndInAnyWay() {
        assertThat(Reading.yaml("a: 1\r\nb: 2\rc: 3\nd: 4\n").places())
                .containsExactly("{a@1:1: 1@1:4, b@2:1: 2@2:4, c@3:1: 3@3:4, d@4:1: 4@4:4}@1:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NULL    | ~ null Null NULL
            BOOLEAN | true True TRUE false False FALSE
            INTEGER | 0 1 -1 +12 007 0o17 0xFf 123456789012345678901234567890
            FLOAT   | 1.30 1. .5 -.5 +1.5 1e3 1E+3 1.5e-3 .inf -.Inf +.INF .nan .NaN .NAN 1.e3
            STRING  | yes no on off Yes y n nULL tRUE 1_000 0b1 0o8 0xg 12:30:45 2001-01-01 . .. -- + 1e 1e+ e3 .e3 -.nan
            STRING  | 1.2.3 240.1.2.3 10s = ١ 0x -0x1 1a 0o +. -inf .infx
            """)
    void resolvesPlainScalarsByTheCoreSchema(Node.Type type, String texts) {
        for (String text : texts.split(" ", -1)) {
            Node node = Reading.yaml("[" + text + "]").documents().getFirst().root();

            assertThat(((Node.Sequence) node).items()).as(text).containsExactly(new Node.Scalar(text, type, 1, 2));
        }
    }

    @Test
    void takesQuotedAndBlockScalarsForStrings() {
        assertThat(Reading.yaml("['1', \"true\", '~', 'it''s', \"a\\tb\\u00e9\\x41\\U0001F600\\ud83d\\ude00\"]")
                        .trees())
                .containsExactly("[\"1\", \"true\", \"~\", \"it's\", \"a\tbéA😀😀\"]");
        assertThat(Reading.yaml("- |\n  1\n- >-\n  2\n  3\n").trees()).containsExactly("[\"1\n\", \"2 3\"]");
    }

    @Test
    void takesKeysAsTheyAreWritten() {
        assertThat(Reading.yaml("1: a\n0x10: b\ntrue: c\nnull: d\n'': e\n1.30: f\n? g\n: h\n\"<<\": i\n")
                        .trees())
                .containsExactly(
                        "{1: \"a\", 0x10: \"b\", true: \"c\", null: \"d\", : \"e\", 1.30: \"f\", g: \"h\", <<: \"i\"}");
    }

    @Test
    void leavesEmptyDocumentsOut() {
        Reading reading = Reading.yaml("---\n---\n# nothing\n---\na: 1\n...\n---\n~\n--- ''\n---\n");

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.trees()).containsExactly("{a: 1}", "~", "\"\"");
    }

    @Test
    void readsDirectivesAndTagsOfTheCoreSchema() {
        Reading reading = Reading.yaml("""
                %YAML 1.1
                %TAG !y! tag:yaml.org,2002:
                --- !!map
                a: !!str 1
                b: !!int "2"
                c: !!float 3
                d: !y!bool true
                e: !!null
                f: !!seq [! 4]
                g: ! {}
                """);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.trees()).containsExactly("{a: \"1\", b: 2, c: 3f, d: TRUE, e: ~, f: [\"4\"], g: {}}");
    }

    @Test
    void readsAliasesAsTheValuesTheyStandFor() {
        Reading reading = Reading.yaml("a: &x {b: [1]}\nc: *x\n&k d: *k\n*k : e\nf: &x 2\ng: *x\n---\nh: &x 3\ni: *x");

        assertThat(reading.places())
                .containsExactly(
                        "{a@1:1: {b@1:8: [1@1:12]@1:11}@1:4, c@2:1: {b@1:8: [1@1:12]@1:11}@1:4, d@3:1: \"d\"@3:1,"
                                + " f@5:1: 2@5:4, g@6:1: 2@5:4}@1:1",
                        "{h@8:1: 3@8:4, i@9:1: 3@8:4}@8:1");
        assertThat(reading.messages())
                .containsExactly("error CW1005 in.yaml:4:1 the key \"d\" is in this mapping twice, first at line 3,"
                        + " column 1; only one of the two can count, so remove the other");
    }

    @Test
    void goesOnWithTheNextDocumentAfterAnError() {
        Reading reading = Reading.yaml("""
                a: 1
                ---
                b: [
                ---
                c: 2
                --- @
                ---
                d: "x
                ---e
                ---\r
                f: 3
                f: 4
                """);

        assertThat(reading.trees()).containsExactly("{a: 1}", "{c: 2}", "{f: 3}");
        assertThat(reading.messages())
                .containsExactly(
                        "error CW1004 in.yaml:4:1 a value was expected here, and not the end of the document",
                        "error CW1004 in.yaml:6:5 a text that begins with \"@\" must be in quotes",
                        "error CW1004 in.yaml:10:1 the document ends inside the quoted text that begins at line 8, column 4;"
                                + " its closing quote is missing",
                        "error CW1005 in.yaml:12:1 the key \"f\" is in this mapping twice, first at line 11, column 1;"
                                + " only one of the two can count, so remove the other");
    }

    @Test
    void keepsDocumentSeparatorsInTextApart() {
        assertThat(Reading.yaml("a: |\n  ---\n  b\nc: '\n  ---'\n").trees())
                .containsExactly("{a: \"---\nb\n\", c: \" ---\"}");
    }

    @Test
    void findsEveryDuplicateOfAFile() {
        assertThat(Reading.yaml("a: 1\na: 2\nb: {c: 1, c: 2, c: 3}\n---\na: 1\n'a': 2\n")
                        .problems())
                .hasSize(4);
    }
}
