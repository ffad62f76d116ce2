package io.coddiwomple.sandbox.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Other sandboxes on this machine may take rows and give them back meanwhile. */
class RowsTest {
    @Test
    void twoSandboxesNeverHaveTheSameRow() throws IOException {
        try (var first = new Rows();
                var second = new Rows()) {
            assertThat(List.of(first.next(), second.next(), first.next(), second.next()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aRowIsFreeAgainWhenItsHolderIsGone() throws IOException {
        int taken;
        try (var first = new Rows()) {
            taken = first.next();
        }
        try (var second = new Rows()) {
            int row = second.next();
            while (row < taken) {
                row = second.next();
            }
            assertThat(row).isEqualTo(taken);
        }
    }
}
