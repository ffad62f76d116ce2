package io.coddiwomple.app.run;

import io.coddiwomple.ca.Issued;
import io.coddiwomple.ca.Root;
import io.coddiwomple.ca.Validity;
import java.time.Instant;

/** What was made, for people: one line for each thing that they may want to know. */
final class CaText {
    private final Instant now;

    CaText(Instant now) {
        this.now = now;
    }

    String of(Root root, boolean encrypted) {
        return "root         " + root.name() + "\n" //
                + "key          " + root.algorithm() + (encrypted ? ", encrypted" : ", not encrypted") + "\n"
                + dates(root.validity())
                + "fingerprint  SHA-256 " + root.fingerprint() + "\n"
                + "certificate  " + root.shown() + "\n";
    }

    String of(Issued issued) {
        return "cluster      " + issued.bundle().cluster() + (issued.renewal() ? " (renewed)" : "") + "\n" //
                + "signed by    " + issued.root().name() + "\n"
                + dates(issued.bundle().validity())
                + "files        " + issued.shown() + "\n";
    }

    private String dates(Validity validity) {
        return "valid until  " + validity.to() + ", for " + validity.timeLeft(now) + "\n" //
                + "renew by     " + validity.renewal() + "\n";
    }
}
