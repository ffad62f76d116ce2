package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.coddiwomple.problem.Problems;

/** Whatever the content is: it says something about a cluster, or is refused with a sentence. */
class ObservingFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void filesAreReadOrRefused(byte[] content) {
        var problems = new Problems();
        var observing = new Observing("london", problems);
        observing.file("file", content);
        assertThat(problems.hasErrors() || !observing.found().isEmpty()).isTrue();
    }
}
