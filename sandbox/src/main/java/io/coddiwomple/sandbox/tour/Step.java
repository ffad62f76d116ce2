package io.coddiwomple.sandbox.tour;

import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Refused;
import io.coddiwomple.sandbox.Unknown;
import java.io.IOException;

/** A part of the tour. */
interface Step {
    String title();

    /** Does and tells it. */
    void go(Stage stage, Story story) throws Failed, Refused, Unknown, IOException, InterruptedException;
}
