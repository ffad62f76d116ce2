package io.coddiwomple.plan.rules;

import io.coddiwomple.resource.Manifest;
import java.util.ArrayList;
import java.util.List;

/** Receives what rules plan. Owned by one thread. */
public final class Output {
    private final String service;
    private final List<Planned> planned = new ArrayList<>();

    /** @param service the id that every object is planned for, empty for what all services share */
    public Output(String service) {
        this.service = service;
    }

    void add(String rule, String reason, Manifest manifest) {
        planned.add(new Planned(manifest, new Origin(service, rule, reason)));
    }

    /** What was added, in that order. */
    public List<Planned> planned() {
        return planned;
    }
}
