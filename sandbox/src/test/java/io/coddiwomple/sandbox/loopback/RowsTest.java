package io.coddiwomple.sandbox.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RowsTest {
    @Test
    void twoSandboxesNeverHaveTheSameRow() throws IOException {
        try (var first = new Rows();
                var second = new Rows()) {
            int one = first.next();
            int other = second.next();
            assertThat(other).isGreaterThan(one);
            assertThat(first.next()).isGreaterThan(other);
        }
    }

    @Test
    void aRowIsFreeAgainWhenItsHolderIsGone() throws IOException {
        int taken;
        try (var first = new Rows()) {
            taken = first.next();
        }
        try (var second = new Rows()) {
            assertThat(second.next()).isEqualTo(taken);
        }
    }
}
