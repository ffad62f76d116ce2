package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.problem.Characters;
import io.coddiwomple.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What holds for any reading of any bytes. */
final class Soundness {
    private Soundness() {}

    static void check(Reading reading, byte[] content, Limits limits) {
        String text = new String(content, StandardCharsets.UTF_8);
        List<String> lines =
                text.replace("\r\n", "\n").replace('\r', '\n').lines().toList();

        assertThat(reading.documents()).hasSizeLessThanOrEqualTo(limits.documents());
        assertThat(reading.documents().isEmpty() && reading.problems().isEmpty())
                .isFalse();
        long nodes = 0;
        for (Document document : reading.documents()) {
            nodes += count(document.root(), limits.depth(), lines);
        }
        assertThat(nodes).isLessThanOrEqualTo(limits.nodes());
        List<String> leaks = Stream.of("snakeyaml", "Exception", "null", "  ")
                // Escapes can spell any word.
                .filter(word -> !text.contains(word) && text.indexOf('\\') < 0)
                .toList();
        assertThat(reading.problems()).allSatisfy(problem -> check(problem, lines, leaks));
    }

    /** @param leaks what a message may not hold, since neither we nor the text say it */
    private static void check(Problem problem, List<String> lines, List<String> leaks) {
        String message = problem.message().replace("; write null", "; write it");
        assertThat(leaks).noneMatch(message::contains);
        assertThat(problem.message().codePoints().allMatch(point -> point == ' ' || Characters.isVisible(point)))
                .isTrue();
        assertThat(problem.message()).hasSizeLessThan(500);
        assertPlace(problem.place().line(), problem.place().column(), lines);
    }

    private static long count(Node node, int levels, List<String> lines) {
        assertPlace(node.line(), node.column(), lines);
        return switch (node) {
            case Node.Scalar scalar -> 1;
            case Node.Sequence list -> {
                assertThat(levels).isPositive();
                yield 1
                        + list.items().stream()
                                .mapToLong(item -> count(item, levels - 1, lines))
                                .sum();
            }
            case Node.Mapping mapping -> {
                assertThat(levels).isPositive();
                assertThat(mapping.entries().stream().map(Node.Entry::key)).doesNotHaveDuplicates();
                yield 1
                        + mapping.entries().stream()
                                .mapToLong(entry -> count(entry.value(), levels - 1, lines))
                                .sum();
            }
        };
    }

    /** The end of a line, and the line after the last one, are places too. */
    private static void assertPlace(int line, int column, List<String> lines) {
        if (line == 0) {
            return;
        }
        assertThat(line).isBetween(1, lines.size() + 1);
        int length = line > lines.size()
                ? 0
                : lines.get(line - 1).codePointCount(0, lines.get(line - 1).length());
        assertThat(column).isBetween(1, length + 2);
    }
}
