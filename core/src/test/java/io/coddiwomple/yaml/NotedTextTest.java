package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Noted;
import io.coddiwomple.resource.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotedTextTest {
    private static String text(Noted tree) {
        var text = new ByteText();
        NotedText.append(tree, text);
        return text.toString();
    }

    private static Noted.Plain plain(String value) {
        return new Noted.Plain(Value.of(value));
    }

    @Test
    void aNoteStandsAboveItsEntryAtItsColumn() {
        Noted tree = Noted.builder()
                .put(List.of("a", "b"), plain("yes"), "Why b is there.")
                .put(List.of("a", "c"), plain("x"), "")
                .put(List.of("d"), new Noted.Plain(Value.texts(List.of("e"))), "Why d is.")
                .build();
        assertThat(text(tree)).isEqualTo("""
                a:
                  # Why b is there.
                  b: "yes"
                  c: x
                # Why d is.
                d:
                - e
                """);
    }

    @Test
    void anItemsNoteStandsAboveItsDash() {
        Noted item = Noted.builder()
                .put(List.of("name"), plain("front"), "Why it is there.")
                .put(List.of("k8s", "ports"), new Noted.Plain(Value.of(15443)), "Why this port.")
                .build();
        Noted tree = Noted.builder()
                .put(List.of("gateways"), new Noted.Items(List.of(item, item)), "")
                .build();
        assertThat(text(tree)).isEqualTo("""
                gateways:
                # Why it is there.
                - name: front
                  k8s:
                    # Why this port.
                    ports: 15443
                # Why it is there.
                - name: front
                  k8s:
                    # Why this port.
                    ports: 15443
                """);
    }

    @Test
    void longNotesAreWrappedAtWordsAndLineBreaksInThemBreakNothing() {
        String note = "word ".repeat(60).strip();
        String text = text(Noted.builder()
                .put(List.of("a", "b"), plain("x"), note + "\nb: injected")
                .build());
        assertThat(text.lines()).allMatch(line -> line.length() <= 110).hasSizeGreaterThan(4);
        assertThat(text.lines().filter(line -> !line.strip().startsWith("#"))).containsExactly("a:", "  b: x");
    }

    @Test
    void emptyPartsAreWrittenInOneLine() {
        assertThat(text(Noted.builder().build())).isEqualTo("{}\n");
        assertThat(text(Noted.builder()
                        .put(List.of("a"), new Noted.Items(List.of()), "")
                        .put(List.of("b"), new Noted.Group(Noted.builder().build()), "")
                        .build()))
                .isEqualTo("a: []\nb: {}\n");
    }

    @Test
    void withoutNotesItIsTheSameTree() {
        Noted tree = Noted.builder()
                .put(List.of("a", "b"), plain("x"), "why")
                .put(
                        List.of("c"),
                        new Noted.Items(List.of(Noted.builder()
                                .put(List.of("d"), plain("y"), "why")
                                .build())),
                        "")
                .build();
        assertThat(tree.plain())
                .isEqualTo(Fields.builder()
                        .put("a", Fields.builder().put("b", "x").build())
                        .putItems("c", List.of(Fields.builder().put("d", "y").build()))
                        .build());
    }
}
