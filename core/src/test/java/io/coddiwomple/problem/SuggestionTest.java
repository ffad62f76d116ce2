package io.coddiwomple.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    private static final List<String> CITIES = List.of("paris", "london", "berlin");

    @Test
    void findsWordsWithSwappedMissingAddedAndChangedLetters() {
        assertThat(Suggestion.of("lodnon", CITIES)).contains("london");
        assertThat(Suggestion.of("pars", CITIES)).contains("paris");
        assertThat(Suggestion.of("berlinn", CITIES)).contains("berlin");
        assertThat(Suggestion.of("LONDEN", CITIES)).contains("london");
        assertThat(Suggestion.of("kubecondig_context", List.of("kubeconfig_path", "kubeconfig_context")))
                .contains("kubeconfig_context");
    }

    @Test
    void suggestsNothingForAnotherWordOrNoWord() {
        assertThat(Suggestion.of("madrid", CITIES)).isEmpty();
        assertThat(Suggestion.of("", CITIES)).isEmpty();
        assertThat(Suggestion.of("london".repeat(50), CITIES)).isEmpty();
        assertThat(Suggestion.ending("madrid", CITIES)).isEmpty();
    }

    @Test
    void choosesTheFirstOfTheAlphabetWhateverTheOrder() {
        assertThat(Suggestion.of("cat", List.of("hat", "bat"))).contains("bat");
        assertThat(Suggestion.of("cat", List.of("bat", "hat"))).contains("bat");
    }

    @Test
    void endsASentence() {
        assertThat("backend names cluster \"lodnon\"" + Suggestion.ending("lodnon", CITIES))
                .isEqualTo("backend names cluster \"lodnon\"; did you mean \"london\"?");
    }
}
