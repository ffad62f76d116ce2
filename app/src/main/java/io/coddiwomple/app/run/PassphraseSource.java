package io.coddiwomple.app.run;

import io.coddiwomple.app.files.FirstLine;
import io.coddiwomple.ca.Passphrase;
import io.coddiwomple.ca.PassphraseFile;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Where a passphrase comes from. Never from the command line, which every user of the machine can read.
 *
 * @param file a file whose first line it is, or null
 * @param variable what the environment holds, or null; a file counts before it
 */
public record PassphraseSource(
        @Nullable String file, @Nullable String variable) {
    /** The variable of the environment. */
    public static final String VARIABLE = "CW_CA_PASSPHRASE";

    /** The passphrase, or null: with a problem when it cannot be read, without when there is none. */
    @Nullable Passphrase read(Problems problems) {
        if (file != null) {
            Passphrase passphrase =
                    FirstLine.of(file, problems).flatMap(Passphrase::of).orElse(null);
            if (passphrase != null) {
                PassphraseFile.expectPrivate(file, problems);
            }
            return passphrase;
        }
        return variable == null ? null : Passphrase.of(variable).orElse(null);
    }

    /** The same for a new key, which a short one would not protect. */
    @Nullable Passphrase readForNewKey(Problems problems) {
        Passphrase passphrase = read(problems);
        if (passphrase != null && !passphrase.isLongEnough()) {
            problems.add(
                    Code.BAD_PASSPHRASE,
                    file == null ? Place.NONE : Place.file(file),
                    "the passphrase has fewer than " + Passphrase.SHORTEST
                            + " characters, and whoever gets hold of the key would find it by trying; take a longer one");
        }
        return passphrase;
    }

    /** Shows nothing of it. */
    @Override
    public String toString() {
        return "a passphrase";
    }
}
