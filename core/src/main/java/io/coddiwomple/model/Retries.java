package io.coddiwomple.model;

import io.coddiwomple.resource.Fields;

/** What happens to an HTTP call that could not be delivered. */
public sealed interface Retries {
    /** Ours: tried again on connect failures, in other clusters too. */
    record Default() implements Retries {}

    /** No VirtualService for retries at all, for users who have one of their own for the host. */
    record None() implements Retries {}

    /** Istio's own {@code HTTPRetry} fields, as the user wrote them. */
    record Custom(Fields fields) implements Retries {}
}
