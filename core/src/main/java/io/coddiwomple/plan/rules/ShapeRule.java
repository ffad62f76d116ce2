package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Port;
import io.coddiwomple.model.Shape;
import io.coddiwomple.model.Subset;
import io.coddiwomple.problem.Problems;
import org.jspecify.annotations.Nullable;

/** One way to move a cross-mesh call: everything that differs between shapes stands in one class each. */
public interface ShapeRule {
    Shape shape();

    /** Finds what keeps a service from having this shape. */
    void check(ServiceFacts facts, Problems problems);

    /** The server name that a client's proxy sends for a port, or null for the one that Istio sends by itself. */
    @Nullable String sni(ServiceFacts facts, Port port, @Nullable Subset subset);

    /** Adds what the serving cluster's gateways must let in. */
    void export(ServiceFacts facts, Served served, ExportList exports);

    /** Plans the serving cluster's own objects for the service, beside the gateways' list. */
    void serve(ServiceFacts facts, Served served, Output output);
}
