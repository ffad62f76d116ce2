package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FolderNameTest {
    @Test
    void ofAPlainNameCanBeRead() {
        assertThat(FolderName.of("amsterdam/httpbin-1", 36)).isEqualTo("amsterdam.httpbin-1");
    }

    @Test
    void differsForDifferentNamesAndIsShortAndSafe() {
        List<String> names = List.of(
                "a/b", "a.b", "a-b", "a b", "..", ".", "/", "", "ä", "ö", "a/" + "x".repeat(80), "a/" + "x".repeat(81));
        Set<String> folders = new HashSet<>();
        for (String name : names) {
            String folder = FolderName.of(name, 36);
            assertThat(folder).matches("[A-Za-z0-9_][A-Za-z0-9.-]{0,35}");
            folders.add(folder);
        }
        assertThat(folders).hasSameSizeAs(names);
    }
}
