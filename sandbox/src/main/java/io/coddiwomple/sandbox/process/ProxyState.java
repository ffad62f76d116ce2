package io.coddiwomple.sandbox.process;

import java.time.Duration;
import java.util.List;

/** What a proxy is doing. */
public sealed interface ProxyState {
    /** Its process runs, and has not all of its first configuration yet. */
    record Starting() implements ProxyState {}

    /** It has had its configuration, and its process runs. */
    record Ready() implements ProxyState {}

    /**
     * Its process ended by itself, and the next one is started after a while.
     *
     * @param why how it ended
     * @param after between the end and the start
     */
    record Restarting(String why, Duration after) implements ProxyState {}

    /** It is down because somebody wants that. */
    record Down(Reason reason) implements ProxyState {}

    /** Why somebody took it down. */
    enum Reason {
        /** At once, as a crash would. */
        KILLED,
        /** When what was under way was done. */
        DRAINED
    }

    /**
     * It ended by itself too often before it was ready, and is not tried again until somebody asks for it.
     *
     * @param why how it ended the last time
     * @param log the last lines that it said
     */
    record Failed(String why, List<String> log) implements ProxyState {
        public Failed {
            log = List.copyOf(log);
        }
    }
}
