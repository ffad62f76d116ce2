package io.coddiwomple.spec;

import io.coddiwomple.problem.Place;

/** A value and where the input says it. */
record Located<T>(T value, Place place) {}
