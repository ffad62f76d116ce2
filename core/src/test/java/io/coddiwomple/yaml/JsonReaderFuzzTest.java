package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.coddiwomple.problem.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Whatever the bytes are: we and jackson-core accept the same texts and read the same trees. */
class JsonReaderFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void agreesWithJackson(byte[] content) {
        Reading ours = Reading.of("in.json", content);
        Soundness.check(ours, content, Limits.DEFAULT);
        Optional<String> text = text(content);

        assertThat(ours.has(Code.NOT_UTF8)).isEqualTo(text.isEmpty());
        if (text.isEmpty() || isDeliberatelyStricter(ours)) {
            return;
        }
        Optional<List<Object>> theirs = jackson(text.get());
        if (theirs.isPresent() && theirs.get().isEmpty()) {
            assertThat(ours.problems()).singleElement().matches(problem -> problem.code() == Code.EMPTY_INPUT);
            return;
        }
        assertThat(ours.problems().isEmpty()).isEqualTo(theirs.isPresent());
        if (theirs.isPresent()) {
            List<Object> trees = ours.documents().stream()
                    .map(document -> Trees.of(document.root()))
                    .toList();
            assertThat(trees).isEqualTo(theirs.get());
        }
    }

    /** RFC 8259 allows halves of surrogate pairs, section 8.2, but no UTF-8 can hold what they stand for. */
    private static boolean isDeliberatelyStricter(Reading ours) {
        return ours.problems().stream().anyMatch(problem -> problem.message().contains("surrogate"));
    }

    private static Optional<String> text(byte[] content) {
        if (content.length > 1 && (content[0] == 0 || content[1] == 0) || content.length == 1 && content[0] == 0) {
            return Optional.empty();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<Object>> jackson(String text) {
        try {
            return Optional.of(StrictJson.read(text));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
