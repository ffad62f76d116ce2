package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.PrivateKey;

/** Whatever the content is: it is a key, or refused with a sentence. */
class KeyTextFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void keysAreReadOrRefused(byte[] content) {
        try {
            PrivateKey key = KeyText.read(content, Passphrase.of("passphrase").orElseThrow());
            assertThat(key.getEncoded()).isNotEmpty();
        } catch (Unreadable refused) {
            assertThat(refused.what()).isNotBlank().doesNotContain("java.");
        }
    }
}
