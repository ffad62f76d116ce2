package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class YamlTextTest {
    @Test
    void writesAsACarefulAuthorDoes() {
        Fields tree = Fields.builder()
                .put("apiVersion", "networking.istio.io/v1")
                .put("kind", "ServiceEntry")
                .put(
                        "spec",
                        Fields.builder()
                                .put("hosts", Value.texts(List.of("httpbin.bar.global", "*.global")))
                                .put("addresses", Value.texts(List.of("240.1.2.3")))
                                .put(
                                        "ports",
                                        Value.of(List.of(
                                                Fields.builder()
                                                        .put("number", 8000)
                                                        .put("name", "http")
                                                        .build(),
                                                Fields.builder()
                                                        .put("targetPort", -1)
                                                        .put("more", Value.of(List.of(Value.of("a"), Value.of(true))))
                                                        .put("none", Value.of(List.of()))
                                                        .build())))
                                .put(
                                        "pairs",
                                        Value.of(List.of(Value.texts(List.of("a", "b")), Value.texts(List.of("c")))))
                                .put("odd", Value.of(List.of(Fields.EMPTY, Value.of(List.of()), Value.of(7))))
                                .put("timeout", "10s")
                                .put("version", "1.30")
                                .put("empty", Fields.EMPTY)
                                .put("text", "")
                                .put("on", false)
                                .build())
                .build();

        assertThat(yaml(tree)).isEqualTo("""
                apiVersion: networking.istio.io/v1
                kind: ServiceEntry
                spec:
                  hosts:
                  - httpbin.bar.global
                  - "*.global"
                  addresses:
                  - 240.1.2.3
                  ports:
                  - number: 8000
                    name: http
                  - targetPort: -1
                    more:
                    - a
                    - true
                    none: []
                  pairs:
                  - - a
                    - b
                  - - c
                  odd:
                  - {}
                  - []
                  - 7
                  timeout: 10s
                  version: "1.30"
                  empty: {}
                  text: ""
                  "on": false
                """);
        assertThat(yaml(Fields.EMPTY)).isEqualTo("{}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "httpbin.bar.global",
                "10s",
                "1.5s",
                "100ms",
                "1.2.3",
                "240.1.2.3",
                "10.0.0.0/8",
                "MESH_INTERNAL",
                "a-1",
                "outbound_.8000_._.httpbin.bar.svc.cluster.local",
                "spiffe://cluster.local/ns/bar/sa/default",
                "a:b",
                "a#b",
                "a b",
                "it's",
                "say \"hi\"",
                "~/.kube/config",
                "/v1",
                "^a$",
                "\\.global$",
                "$1",
                ".global",
                "é",
                "日本",
                "😀",
                "cafe",
                "v50%",
                "x[0]",
                "5xx,connect-failure",
                "nan",
                "networking.istio.io/v1",
                "x=y",
                "a{b}"
            })
    void writesOrdinaryTextPlain(String text) {
        assertThat(yaml(Fields.builder().put("a", text).build())).isEqualTo("a: " + text + "\n");
    }

    @Test
    void escapesWhatCannotBeSeen() {
        assertThat(written("a\nb")).isEqualTo("\"a\\nb\"");
        assertThat(written("\"\t\\")).isEqualTo("\"\\\"\\t\\\\\"");
        assertThat(written("\r\b\f")).isEqualTo("\"\\r\\b\\f\"");
        assertThat(written("\0\u001b[\u007f")).isEqualTo("\"\\u0000\\u001b[\\u007f\"");
        assertThat(written("\u0085\u00a0é\u2028\ufeff\ufffe")).isEqualTo("\"\\u0085\\u00a0é\\u2028\\ufeff\\ufffe\"");
        assertThat(written("\udb40\udc01")).isEqualTo("\"\\U000e0001\"");
    }

    @Test
    void writesHalfASurrogatePairAsTheReplacementCharacter() {
        assertThat(written("a\ud83d")).isEqualTo("\"a\ufffd\"");
    }

    private static String written(String text) {
        return yaml(Fields.builder().put("a", text).build()).substring(3).strip();
    }

    @Test
    void nastyTextComesBackFromEveryReader() {
        NastyText.ALL.forEach(YamlTextTest::assertComesBackEverywhere);
    }

    private static void assertComesBackEverywhere(String text) {
        Fields inner = Fields.builder().put(text, text).put("b", "c").build();
        Fields tree = Fields.builder()
                .put("value", text)
                .put(text, "value")
                .put("list", Value.of(List.of(Value.of(text), inner, Value.texts(List.of(text, text)))))
                .put("inner", inner)
                .build();

        RoundTrip.check(tree);
    }

    @Test
    void anyTreeComesBackFromEveryReader() {
        for (long seed = 0; seed < 500; seed++) {
            RoundTrip.check(new RandomTrees(seed).fields());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 102, 103, 128, 1000, 1024, 1025, 5000})
    void keysOfAnyLengthComeBack(int length) {
        for (String piece : List.of("k", "\u0085", "\udb40\udc01")) {
            String key = piece.repeat(length);
            Fields inner = Fields.builder()
                    .put(key, Value.texts(List.of("a", "b")))
                    .put("b", "c")
                    .build();

            RoundTrip.check(Fields.builder()
                    .put(key, inner)
                    .put("list", Value.of(List.of(inner, inner)))
                    .put("z", "z")
                    .build());
        }
    }

    @Test
    void aCommentStaysOneLineOfComment() {
        assertThat(comment("london: 3 objects")).isEqualTo("# london: 3 objects\n");
        assertThat(comment("")).isEqualTo("#\n");
        assertThat(comment("a\nb\r\nc\td\u0085e\u2028f\u2029g\0h\u001b[0m\ufeff\ufffe é😀\ud83d"))
                .isEqualTo("# a b  c defgh[0m é😀\n");
    }

    @Test
    void noTextEscapesFromAComment() {
        for (String text : NastyText.ALL) {
            ByteText out = new ByteText();
            YamlText.comment(text, out);
            YamlText.append(Fields.builder().put("a", "b").build(), out);

            assertThat(Reading.yaml(out.toString()).trees()).as(text).containsExactly("{a: \"b\"}");
            assertThat(Trees.of(new Yaml().<Object>load(out.toString())))
                    .as(text)
                    .isEqualTo(java.util.Map.of("a", "b"));
        }
    }

    private static String yaml(Fields tree) {
        ByteText out = new ByteText(1);
        YamlText.append(tree, out);
        return out.toString();
    }

    private static String comment(String line) {
        ByteText out = new ByteText(1);
        YamlText.comment(line, out);
        return out.toString();
    }
}
