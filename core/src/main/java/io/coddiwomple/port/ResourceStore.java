package io.coddiwomple.port;

import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.ResourceKey;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The objects of one cluster, as Kubernetes keeps them: every change gives the store a new version, and a list at a
 * version plus the changes after it is the list at a later one. Methods may be called from any thread.
 */
public interface ResourceStore {
    /**
     * What the store holds at one moment.
     *
     * @param version grows with every change; opaque otherwise
     * @param objects sorted by key
     */
    record Listing(long version, List<Manifest> objects) {
        public Listing {
            objects = List.copyOf(objects);
        }
    }

    /** What a write did. */
    enum Outcome {
        CREATED,
        CHANGED,
        /** It was there as it is now, or was not there and still is not. Nobody is told. */
        UNCHANGED,
        REMOVED
    }

    /** A change, with the version that it made. */
    sealed interface Change {
        long version();

        /** An object was made or changed, and is now as given. */
        record Put(long version, Manifest object) implements Change {}

        /** An object is gone. */
        record Removed(long version, ResourceKey key) implements Change {}

        /** What happened up to this version is not known any more. Nothing follows: list, and watch again. */
        record Lost(long version) implements Change {}
    }

    /** @throws IOException when it cannot be read, which does not mean that it is empty */
    Listing list() throws IOException;

    /**
     * Makes an object what is given.
     *
     * @throws IOException when it is not known whether that was done
     */
    Outcome put(Manifest object) throws IOException;

    /**
     * Removes an object.
     *
     * @throws IOException when it is not known whether that was done
     */
    Outcome remove(ResourceKey key) throws IOException;

    /**
     * Tells of all changes after a version, each once, in order, one at a time.
     *
     * @param after the version of a {@link #list}
     * @param watcher called by a thread of the store's, which waits for it
     * @throws TooOld when the store does not know any more what happened since: list again
     */
    Watch watch(long after, Consumer<Change> watcher) throws IOException, TooOld;

    /** Tells no more once it is closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** The changes since a version have been forgotten. */
    final class TooOld extends Exception {
        private static final long serialVersionUID = 1L;

        public TooOld(long after, long oldest) {
            super("changes after version " + after + " are not known any more; the oldest is " + oldest);
        }
    }
}
