package io.coddiwomple.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteTextTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 9, 10, 15443, -99, 100, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
    void writesNumbers(long number) {
        ByteText out = new ByteText(1);
        out.number(number);

        assertThat(out.toString()).isEqualTo(Long.toString(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u007f\u0080\u07ff\u0800\uffff", "\ud800\udc00\udbff\udfff", "aé日😀"})
    void writesTextAsUtf8(String text) {
        ByteText out = new ByteText(1);
        out.text(text);

        assertThat(out.toBytes()).isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void writesHalfASurrogatePairAsTheReplacementCharacter() {
        ByteText out = new ByteText();
        out.text("a\ud83db\ude00");

        assertThat(out).hasToString("a\ufffdb\ufffd");
    }

    @Test
    void growsAsNeeded() {
        ByteText out = new ByteText(0);
        for (int count = 0; count < 1000; count++) {
            out.ascii("abc");
            out.ascii('d');
            out.blanks(2);
        }
        assertThat(out).hasToString("abcd  ".repeat(1000));
        assertThat(out.length()).isEqualTo(6000);
    }

    @Test
    void appendsOtherTextsOrPartsOfThem() throws IOException {
        ByteText one = new ByteText();
        one.ascii("hello");
        ByteText two = new ByteText(1);
        two.append(one);
        two.append(one, 1, 3);
        var stream = new ByteArrayOutputStream();
        two.writeTo(stream);

        assertThat(stream).hasToString("helloel");
        assertThatThrownBy(() -> two.append(one, 1, 6)).hasMessage("1 to 6 of 5");
    }

    @Test
    void canBeCutAndUsedAgain() {
        ByteText out = new ByteText();
        out.ascii("hello");
        out.truncate(2);
        assertThat(out).hasToString("he");
        assertThatThrownBy(() -> out.truncate(3)).hasMessage("3 of 2");
        out.clear();
        assertThat(out.length()).isZero();
    }
}
