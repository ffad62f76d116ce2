package io.coddiwomple.install;

import java.util.Locale;
import java.util.Optional;

/** A program that installs Istio from a file. */
public enum Installer {
    HELM,
    ISTIOCTL;

    /** The name that users write. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds an installer by the name that users write. */
    public static Optional<Installer> find(String word) {
        for (Installer installer : values()) {
            if (installer.word().equals(word)) {
                return Optional.of(installer);
            }
        }
        return Optional.empty();
    }
}
