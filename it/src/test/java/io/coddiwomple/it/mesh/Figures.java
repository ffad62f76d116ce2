package io.coddiwomple.it.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Keeps what tests measured in {@code target/figures.txt}, the source of the figures in the documents. */
public final class Figures implements TestExecutionListener {
    private static final Path FILE = Path.of("target", "figures.txt");

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        try {
            Files.deleteIfExists(FILE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        var lines = new StringBuilder(test.getDisplayName()).append('\n');
        entry.getKeyValuePairs()
                .forEach((key, value) -> lines.append("  ")
                        .append(key)
                        .append(": ")
                        .append(value.replace("\n", "\n    "))
                        .append('\n'));
        try {
            Files.writeString(FILE, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
