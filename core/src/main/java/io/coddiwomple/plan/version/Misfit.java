package io.coddiwomple.plan.version;

import java.util.List;

/** A field that a user wrote in Istio's own words and that a release does not take as it stands. */
public sealed interface Misfit {
    /** Where it stands: {@code outlierDetection.interval}, {@code portLevelSettings[0].tls}. */
    String path();

    /**
     * No known release has this field.
     *
     * @param known the fields that exist in its place, sorted
     */
    record Unknown(String path, List<String> known) implements Misfit {}

    /**
     * The field, or its value, came with a later release.
     *
     * @param since the first releases that have it: {@code 1.11}
     */
    record TooNew(String path, String since) implements Misfit {}

    /**
     * The release no longer has the field, or has no use for it.
     *
     * @param until the first releases without it: {@code 1.5}
     * @param instead the field that stands in its place: {@code consecutiveGatewayErrors}
     */
    record Gone(String path, String until, String instead) implements Misfit {}

    /**
     * The value is of another type.
     *
     * @param expected what it should be: {@code a duration such as 1s}
     */
    record WrongValue(String path, String expected) implements Misfit {}
}
