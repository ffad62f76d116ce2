package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void writesOneFieldOrItemALine() {
        Fields tree = Fields.builder()
                .put("kind", "Gateway")
                .put("hosts", Value.texts(List.of("a", "b")))
                .put(
                        "servers",
                        Value.of(List.of(Fields.builder()
                                .put("port", 15443)
                                .put("tls", true)
                                .build())))
                .put("none", Value.of(List.of()))
                .put("empty", Fields.EMPTY)
                .build();

        assertThat(json(tree, 0)).isEqualTo("""
                {
                  "kind": "Gateway",
                  "hosts": [
                    "a",
                    "b"
                  ],
                  "servers": [
                    {
                      "port": 15443,
                      "tls": true
                    }
                  ],
                  "none": [],
                  "empty": {}
                }""");
    }

    @Test
    void indentsAllLinesButTheFirst() {
        assertThat(json(Value.texts(List.of("a")), 4)).isEqualTo("[\n      \"a\"\n    ]");
    }

    @Test
    void escapesWhatRfc8259AsksForAndWhatCannotBeSeen() {
        assertThat(json(Value.of("\"\\/\b\f\n\r\t\0\u001b\u007f\u0085\u00a0\u2028\ufeffé😀\udb40\udc01\ud83d"), 0))
                .isEqualTo(
                        "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001b\\u007f\\u0085\\u00a0\\u2028\\ufeffé😀\\udb40\\udc01\ufffd\"");
    }

    @Test
    void anyTreeComesBackFromEveryReader() throws Exception {
        for (long seed = 0; seed < 500; seed++) {
            Fields tree = new RandomTrees(seed).fields();
            String text = json(tree, 0);
            Reading ours = Reading.json(text);

            assertThat(ours.problems()).as(text).isEmpty();
            assertThat(Trees.of(ours.documents().getFirst().root())).as(text).isEqualTo(Trees.of(tree));
            assertThat(StrictJson.read(text)).as(text).containsExactly(Trees.of(tree));
            assertThat(Trees.of(Reading.yaml(text).documents().getFirst().root()))
                    .as(text)
                    .isEqualTo(Trees.of(tree));
        }
    }

    private static String json(Value tree, int indent) {
        ByteText out = new ByteText(1);
        JsonText.append(tree, indent, out);
        return out.toString();
    }
}
