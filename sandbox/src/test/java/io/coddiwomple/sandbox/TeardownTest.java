package io.coddiwomple.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeardownTest {
    private final List<String> ended = new ArrayList<>();
    private final IOException first = new IOException("first");
    private final IllegalStateException second = new IllegalStateException("second");
    private final Teardown teardown = new Teardown();

    TeardownTest() {
        teardown.add(() -> ended.add("a"));
        teardown.add(() -> {
            throw first;
        });
        teardown.add(() -> ended.add("b"));
        teardown.add(() -> {
            throw second;
        });
        teardown.add(() -> ended.add("c"));
    }

    @Test
    void endsAllInOrderAndThrowsTheFirstFailureWithTheOthers() {
        assertThatThrownBy(teardown::end).isSameAs(first).hasSuppressedException(second);
        assertThat(ended).containsExactly("a", "b", "c");
    }

    @Test
    void doesNotHideWhatFailedBefore() {
        var before = new IOException("before");
        teardown.endAfter(before);
        assertThat(before).hasSuppressedException(first);
        assertThat(ended).containsExactly("a", "b", "c");
    }
}
