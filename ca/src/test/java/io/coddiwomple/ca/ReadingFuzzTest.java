package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.coddiwomple.problem.Problems;
import java.security.PrivateKey;

/** Whatever the content is: it is read, or refused with a sentence. */
class ReadingFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void keysAreReadOrRefused(byte[] content) {
        try {
            PrivateKey key = KeyText.read(content, Passphrase.of("passphrase").orElseThrow());
            assertThat(key.getEncoded()).isNotEmpty();
        } catch (Unreadable refused) {
            assertThat(refused.what()).isNotBlank().doesNotContain("java.");
        }
    }

    @FuzzTest(maxDuration = "60s")
    void filesAreReadOrRefused(byte[] content) {
        var problems = new Problems();
        var observing = new Observing("london", problems);
        observing.file("file", content);
        assertThat(problems.hasErrors() || !observing.found().isEmpty()).isTrue();
    }
}
