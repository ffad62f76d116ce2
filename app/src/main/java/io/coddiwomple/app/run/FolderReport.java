package io.coddiwomple.app.run;

import io.coddiwomple.app.files.OutputFolder;

/** Says what became of the files in a folder. */
final class FolderReport {
    private FolderReport() {}

    static void say(String shown, OutputFolder.Outcome outcome, Report report) {
        outcome.replaced()
                .forEach(name -> report.warning(shown + "/" + name
                        + " was changed since cw wrote it, and is replaced; make changes in the input instead"));
        outcome.kept()
                .forEach(
                        name -> report.warning(
                                shown + "/" + name
                                        + " is not needed any more, but was changed since cw wrote it, so it stays; remove it yourself"));
        report.progress(shown + ": " + outcome.written().size() + " written, "
                + outcome.unchanged().size() + " unchanged, "
                + outcome.removed().size() + " removed");
    }
}
