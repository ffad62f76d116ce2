package io.coddiwomple.app.demo;

import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Refused;
import io.coddiwomple.sandbox.Sandbox;
import io.coddiwomple.sandbox.Unknown;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import java.io.IOException;
import java.util.List;

/** What a demo is for, once its clusters are up. */
interface Show {
    /** The clusters that it begins with. */
    List<ClusterBlueprint> clusters();

    /**
     * Does it, until it is over; the clusters come down after it.
     *
     * @return the exit code
     * @throws InterruptedException when the demo is to end
     */
    int go(Sandbox sandbox, Running running) throws Failed, Refused, Unknown, IOException, InterruptedException;

    /** What is the show's to say of the run that it is part of. */
    interface Running {
        /** Tells the user how it goes. Any thread may call this. */
        void progress(String line);

        /** The clusters are up: the user is told, and commands that ask for something are answered from now on. */
        void up();

        /** From now on being told to end is a good end. Until then it is not, and the exit code says so. */
        void mayEnd();
    }
}
