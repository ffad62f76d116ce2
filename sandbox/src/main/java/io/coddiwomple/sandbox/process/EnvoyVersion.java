package io.coddiwomple.sandbox.process;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A release of Envoy, such as 1.40.0. */
public record EnvoyVersion(int major, int minor, int patch) implements Comparable<EnvoyVersion> {
    private static final Comparator<EnvoyVersion> ORDER = Comparator.comparingInt(EnvoyVersion::major)
            .thenComparingInt(EnvoyVersion::minor)
            .thenComparingInt(EnvoyVersion::patch);

    /** {@code envoy  version: <commit>/<version>/<state>/<build>/<TLS library>} (source/common/version/version.cc). */
    private static final Pattern SAID = Pattern.compile("version: [^/\\s]*/(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})[-/]");

    /** What {@code envoy --version} says, or null when this is not Envoy's. */
    static @Nullable EnvoyVersion said(String output) {
        Matcher said = SAID.matcher(output);
        if (!said.find()) {
            return null;
        }
        return new EnvoyVersion(
                Integer.parseInt(said.group(1)), Integer.parseInt(said.group(2)), Integer.parseInt(said.group(3)));
    }

    @Override
    public int compareTo(EnvoyVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
