package io.coddiwomple.plan.version;

import io.coddiwomple.model.IstioVersion;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The releases from a first one on. A change that was also brought to older minors has one start for each of them,
 * ascending: 1.8.6, 1.9.5, 1.10.0 holds 1.8.6 but not 1.9.4.
 *
 * @param starts the first release of each minor that got the change late, and last the first minor that always had it;
 *     empty for no release at all
 */
record Span(List<IstioVersion> starts) {
    static final Span NEVER = new Span(List.of());

    Span {
        starts = List.copyOf(starts);
        for (int i = 1; i < starts.size(); i++) {
            if (starts.get(i).minor() <= starts.get(i - 1).minor()) {
                throw new IllegalArgumentException("starts are not ascending: " + starts);
            }
        }
    }

    /** From {@code 1.<minor>.0} on. */
    static Span from(int minor) {
        return new Span(List.of(new IstioVersion(minor, 0)));
    }

    static Span from(IstioVersion... starts) {
        return new Span(List.of(starts));
    }

    boolean holds(IstioVersion version) {
        if (starts.isEmpty()) {
            return false;
        }
        for (IstioVersion start : starts) {
            if (start.minor() == version.minor()) {
                return version.patch() >= start.patch();
            }
        }
        return version.minor() > starts.getLast().minor();
    }

    /** {@code 1.8.6, 1.9.5, 1.10}: a start at patch 0 is written as its minor. */
    @Override
    public String toString() {
        return starts.stream()
                .map(start -> start.patch() == 0 ? "1." + start.minor() : start.toString())
                .collect(Collectors.joining(", "));
    }
}
