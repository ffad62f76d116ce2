package io.coddiwomple.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An Istio release {@code 1.<minor>.<patch>}.
 *
 * @param minor from {@link #OLDEST} to {@link #NEWEST}
 * @param patch {@link #LAST_PATCH} when only the minor was named: that minor's last patch
 */
public record IstioVersion(int minor, int patch) implements Comparable<IstioVersion> {
    public static final int OLDEST = 1;
    public static final int NEWEST = 31;
    /** Stands for the last patch of a minor. */
    public static final int LAST_PATCH = Integer.MAX_VALUE;

    private static final Pattern FORM = Pattern.compile("v?1\\.(\\d{1,3})(?:\\.(\\d{1,4}))?");

    /** The newest release that is known. */
    public static IstioVersion newest() {
        return new IstioVersion(NEWEST, LAST_PATCH);
    }

    /** Reads {@code 1.8} or {@code 1.8.5}; empty for any other form and for minors that are not known. */
    public static Optional<IstioVersion> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int minor = Integer.parseInt(form.group(1));
        if (minor < OLDEST || minor > NEWEST) {
            return Optional.empty();
        }
        return Optional.of(
                new IstioVersion(minor, form.group(2) == null ? LAST_PATCH : Integer.parseInt(form.group(2))));
    }

    /** Whether this is {@code 1.<minor>} or later. */
    public boolean atLeast(int wantedMinor) {
        return minor >= wantedMinor;
    }

    /** Whether this is {@code 1.<minor>.<patch>} or later. */
    public boolean atLeast(int wantedMinor, int wantedPatch) {
        return minor > wantedMinor || minor == wantedMinor && patch >= wantedPatch;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IstioVersion version && minor == version.minor && patch == version.patch;
    }

    @Override
    public int hashCode() {
        return 31 * minor + patch;
    }

    @Override
    public int compareTo(IstioVersion other) {
        int order = Integer.compare(minor, other.minor);
        return order == 0 ? Integer.compare(patch, other.patch) : order;
    }

    @Override
    public String toString() {
        return "1." + minor + (patch == LAST_PATCH ? "" : "." + patch);
    }
}
