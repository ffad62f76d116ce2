package io.coddiwomple.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every file of the repository keeps to. */
class RepositoryTest {
    private static final int LONGEST_CLASS = 300;

    /** Written in pieces, so that this file keeps to them too. */
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

    /** A folder of that name inside of another is nobody's home. */
    private static final Pattern MACHINE =
            Pattern.compile("((?<![a-z])/ro" + "ot/|/wo" + "rk/|/ho" + "me/[a-z]+/|/tm" + "p/w/|C:\\\\Users)");

    private static final Pattern REGISTRY = Pattern.compile("repo[.0-9]*\\.mav" + "en|registry\\.np" + "mjs|proxy\\.go"
            + "lang|pypi\\.o" + "rg|repo\\.mav" + "en\\.apache|<repositor" + "y>|deb\\.debi" + "an\\.org");

    @Test
    void nothingIsUnfinished() throws IOException {
        assertThat(linesThatMatch(UNFINISHED)).isEmpty();
    }

    @Test
    void nothingNamesAMachinesFoldersOrAPackageRegistry() throws IOException {
        assertThat(linesThatMatch(MACHINE)).isEmpty();
        assertThat(linesThatMatch(REGISTRY)).isEmpty();
    }

    @Test
    void everyTextEndsWithOneLineBreakAndHasNoCarriageReturns() throws IOException {
        var bad = new ArrayList<Path>();
        for (Path file : Repository.texts()) {
            String text = Repository.read(file);
            boolean data =
                    file.toString().contains("/resources/") || file.toString().contains("/scenarios/");
            if (!data && !text.isEmpty() && (!text.endsWith("\n") || text.endsWith("\n\n") || text.contains("\r"))) {
                bad.add(file);
            }
        }
        assertThat(bad).isEmpty();
    }

    @Test
    void noClassIsLong() throws IOException {
        List<Path> sources = Repository.files().stream()
                .filter(file -> file.toString().contains("/src/main/java/"))
                .toList();
        assertThat(sources).isNotEmpty();
        assertThat(sources)
                .filteredOn(file -> Repository.read(file).lines().count() > LONGEST_CLASS)
                .as("classes of more than %d lines", LONGEST_CLASS)
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() throws IOException {
        List<Path> unmarked = Repository.files().stream()
                .filter(file -> file.toString().contains("/src/main/java/")
                        && file.toString().endsWith(".java"))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Repository.read(folder.resolve("package-info.java"))
                        .matches("(?s).*@(org\\.jspecify\\.annotations\\.)?NullMarked\\b.*"))
                .toList();
        assertThat(unmarked).isEmpty();
    }

    private static List<String> linesThatMatch(Pattern pattern) throws IOException {
        var found = new ArrayList<String>();
        for (Path file : Repository.texts()) {
            int number = 0;
            for (String line : Repository.read(file).lines().toList()) {
                number++;
                if (pattern.matcher(line).find()) {
                    found.add(Repository.root().relativize(file) + ":" + number + ": " + line.strip());
                }
            }
        }
        return found;
    }
}
