package io.coddiwomple.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    @Test
    void everyCodeHasASectionAndEverySectionACode() {
        List<String> codes = Arrays.stream(Code.values()).map(Code::id).sorted().toList();

        assertThat(Catalogue.entries()).extracting(Catalogue.Entry::id).containsExactlyElementsOf(codes);
    }

    @Test
    void aSectionSaysWhatIsWrongAndWhatToDo() {
        for (Catalogue.Entry entry : Catalogue.entries()) {
            assertThat(entry.title()).as(entry.id()).isNotBlank().doesNotEndWith(".");
            assertThat(entry.body().split("\n\n")).as(entry.id()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(entry.title() + entry.body())
                    .as(entry.id())
                    .doesNotContain("!")
                    .doesNotContainIgnoringCase("invalid");
        }
    }

    @Test
    void theTextOfACodeBeginsWithItsIdAndTitle() {
        assertThat(Catalogue.text(Code.UNKNOWN_CLUSTER).orElseThrow())
                .startsWith("CW2014 A cluster is named that no input defines\n\nA backend, ")
                .endsWith(" to the command line.\n");
    }

    @Test
    void textBeforeTheFirstHeadingIsNoSection() {
        assertThat(Catalogue.parse("# Problems\n\nFor authors.\n\n## CW1 One\n\nText.\n\n## CW2 Two words\nMore.\n"))
                .containsExactly(
                        new Catalogue.Entry("CW1", "One", "Text."), new Catalogue.Entry("CW2", "Two words", "More."));
        assertThat(Catalogue.parse("## CW1 One\n\nText.")).containsExactly(new Catalogue.Entry("CW1", "One", "Text."));
    }

    @Test
    void aHeadingWithoutATitleIsAMistakeOfOurs() {
        assertThatThrownBy(() -> Catalogue.parse("## CW1\n\nText.")).isInstanceOf(IllegalArgumentException.class);
    }
}
