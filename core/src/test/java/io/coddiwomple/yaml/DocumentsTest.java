package io.coddiwomple.yaml;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clusters.json | {a: 1}      | false
            CLUSTERS.JSON | {a: 1}      | false
            in.yaml       | {a: 1}      | true
            in.yml        | {a: 1}      | true
            <stdin>       | {a: 1}      | false
            <stdin>       | {"a": 1}{}  | true
            in.txt        | '  [a: 1]'  | false
            in.txt        | - {a: 1}    | true
            """)
    void isJsonByItsNameOrElseByItsFirstCharacter(String file, String text, boolean readable) {
        assertThat(Reading.of(file, text.getBytes(UTF_8)).problems().isEmpty()).isEqualTo(readable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"in.json", "in.yaml"})
    void skipsAByteOrderMark(String file) {
        Reading reading = Reading.of(file, "\ufeff{\"a\": 1}".getBytes(UTF_8));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.places()).containsExactly("{a@1:2: 1@1:7}@1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in.json", "in.yaml"})
    void readsLinesThatEndAsOnWindows(String file) {
        Reading reading = Reading.of(file, "{\r\n  \"a\":\r\n    1\r\n}\r\n".getBytes(UTF_8));

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.places()).containsExactly("{a@2:3: 1@3:5}@1:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in.json", "in.yaml"})
    void refusesAnEmptyFile(String file) {
        assertThat(Reading.of(file, new byte[0]).messages())
                .containsExactly("error CW1002 " + file + " the input is empty, it has no bytes at all");
        assertThat(Reading.of(file, "\ufeff \r\n\t\n".getBytes(UTF_8)).messages())
                .containsExactly("error CW1002 " + file + " the input holds no document, only white space or comments");
    }

    @ParameterizedTest
    @ValueSource(strings = {"# nothing\n", "---\n", "---\n# nothing\n---\n...\n"})
    void refusesAFileOfCommentsAndSeparators(String text) {
        assertThat(Reading.yaml(text).messages())
                .containsExactly("error CW1002 in.yaml the input holds no document, only white space or comments");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UTF-16LE | FFFE     | begins with the byte order mark of UTF-16, and only UTF-8 is read
            UTF-16BE | FEFF     | begins with the byte order mark of UTF-16, and only UTF-8 is read
            UTF-32LE | FFFE0000 | begins with the byte order mark of UTF-32, and only UTF-8 is read
            UTF-32BE | 0000FEFF | begins with the byte order mark of UTF-32, and only UTF-8 is read
            UTF-16LE | ''       | begins with a zero byte, as text in UTF-16 or UTF-32 does, and only UTF-8 is read
            UTF-16BE | ''       | begins with a zero byte, as text in UTF-16 or UTF-32 does, and only UTF-8 is read
            """)
    void namesOtherEncodings(String charset, String mark, String message) {
        byte[] begin = java.util.HexFormat.of().parseHex(mark);
        byte[] text = "{\"a\": 1}".getBytes(Charset.forName(charset));
        byte[] content = java.util.Arrays.copyOf(begin, begin.length + text.length);
        System.arraycopy(text, 0, content, begin.length, text.length);

        assertThat(Reading.of("in.json", content).messages())
                .containsExactly("error CW1003 in.json the file " + message + "; save the file as UTF-8");
    }

    @Test
    void namesThePlaceOfTheFirstByteThatIsNotUtf8() {
        byte[] content = "{\r\n \"ü😀\": \"".getBytes(UTF_8);
        byte[] latin = "caf\u00e9\"}".getBytes(ISO_8859_1);
        byte[] both = java.util.Arrays.copyOf(content, content.length + latin.length);
        System.arraycopy(latin, 0, both, content.length, latin.length);

        assertThat(Reading.of("in.json", both).messages())
                .containsExactly("error CW1003 in.json:2:12 the byte 0xE9 at offset 18 is not UTF-8; save the file as"
                        + " UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "BF",
                "C0AF",
                "C1BF",
                "C3",
                "C328",
                "E0809F",
                "E09FBF",
                "E2",
                "E282",
                "E28228",
                "EDA080",
                "EDBFBF",
                "F0808080",
                "F08FBFBF",
                "F0",
                "F09F",
                "F09F98",
                "F4908080",
                "F5808080",
                "F8",
                "FF",
                "FE"
            })
    void refusesBytesThatNoCharacterHas(String hex) {
        byte[] bad = java.util.HexFormat.of().parseHex("2020" + hex);

        assertThat(Reading.of("in.yaml", bad).messages())
                .containsExactly("error CW1003 in.yaml:1:3 the byte 0x" + hex.substring(0, 2)
                        + " at offset 2 is not UTF-8; save the file as UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0080", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\ud800\udc00", "\udbff\udfff"})
    void acceptsTheFirstAndLastCharacterOfEachLength(String text) {
        assertThat(Reading.json("\"" + text + "\"").trees()).containsExactly("\"" + text + "\"");
    }
}
