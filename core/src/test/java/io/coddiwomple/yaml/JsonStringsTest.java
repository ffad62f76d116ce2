package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStringsTest {
    /** All lengths, as strings are read and compared in words of eight bytes, and what follows can be in the same word. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\",\"x\":1}", "                                "})
    void readsEveryLengthWhateverFollows(String behind) {
        for (int length = 0; length < 40; length++) {
            String text = "abcdefghijklmnopqrstuvwxyz0123456789~}|{".substring(0, length);
            assertThat(read(text + '"' + behind)).isEqualTo(text);
        }
    }

    /** At every place of a word, also where a higher byte would be found by the borrow of a lower one. */
    @ParameterizedTest
    @ValueSource(strings = {"\\\"", "\\\\", "\\u0021", "\\n", "é", "😀", "\u007f", "!", "#", "[", "]", " "})
    void readsEveryCharacterAtEveryPlace(String written) {
        String meant = written.replace("\\\"", "\"")
                .replace("\\\\", "\\")
                .replace("\\u0021", "!")
                .replace("\\n", "\n");
        for (int before = 0; before < 20; before++) {
            for (int after = 0; after < 20; after++) {
                String text = "#".repeat(before) + "%s" + "!".repeat(after);
                assertThat(read(text.formatted(written) + "\"#\"!")).isEqualTo(text.formatted(meant));
            }
        }
    }

    @Test
    void readsTheSameObjectAgainAndNeverAnother() {
        var random = new Random(5);
        var texts = new ArrayList<String>();
        for (int i = 0; i < 20_000; i++) {
            // Many of them differ in one character only, and there are more than are kept.
            texts.add(Integer.toString(random.nextInt(8_000), 3) + "x".repeat(random.nextInt(4)));
        }
        List<String> read = readAll(texts);
        assertThat(read).isEqualTo(texts);
        List<String> repeated =
                readAll(List.of("metadata", "networking.istio.io/v1", "metadata", "networking.istio.io/v1"));
        assertThat(repeated.get(2)).isSameAs(repeated.get(0));
        assertThat(repeated.get(3)).isSameAs(repeated.get(1));
    }

    private static String read(String rest) {
        return new JsonStrings(new JsonCursor("in.json", ('"' + rest).getBytes(StandardCharsets.UTF_8), 0)).read();
    }

    private static List<String> readAll(List<String> texts) {
        String all = '"' + String.join("\"\"", texts) + '"' + " ".repeat(30);
        var cursor = new JsonCursor("in.json", all.getBytes(StandardCharsets.UTF_8), 0);
        var strings = new JsonStrings(cursor);
        return texts.stream().map(_ -> strings.read()).toList();
    }
}
