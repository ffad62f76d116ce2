package io.coddiwomple.install;

import io.coddiwomple.model.IstioVersion;
import java.util.List;

/**
 * A key that is written for an installer, the minors whose installer reads it, and where that was read: {@code istio} is
 * istio/istio and {@code operator} istio/operator at the tag behind the {@code @}.
 *
 * <p>In a path {@code *} stands for a gateway's name, and {@code []} for the items of a list.
 */
sealed interface Setting permits OldChartSetting, ControlPlaneSetting, OperatorSetting, ChartSetting {
    /**
     * What is known of it.
     *
     * @param path where it stands in its file, names joined by dots
     * @param first the first minor that reads it
     * @param last the last one, or the newest that is known
     * @param source where this was read
     */
    record Row(String path, int first, int last, String source) {}

    Row row();

    default String path() {
        return row().path();
    }

    default int first() {
        return row().first();
    }

    default int last() {
        return row().last();
    }

    default String source() {
        return row().source();
    }

    /** Whether a release's installer reads it. */
    default boolean in(IstioVersion version) {
        return version.minor() >= first() && version.minor() <= last();
    }

    /** The path below the innermost list item, with a gateway's name in its place. */
    default List<String> steps(String gateway) {
        int item = path().lastIndexOf("[].");
        String below = item < 0 ? path() : path().substring(item + "[].".length());
        return List.of(below.split("\\.")).stream()
                .map(step -> step.equals("*") ? gateway : step)
                .toList();
    }
}
