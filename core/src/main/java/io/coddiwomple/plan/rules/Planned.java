package io.coddiwomple.plan.rules;

import io.coddiwomple.resource.Manifest;

/** An object and why it exists. */
public record Planned(Manifest manifest, Origin origin) {}
