package io.coddiwomple.dns;

import io.coddiwomple.model.HostAddresses;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.model.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Goes on answering hosts for a while after the input has lost them, so that callers that are told late do not fail.
 * Owned by one thread.
 */
public final class Linger {
    private final Duration duration;
    private HostAddresses last = HostAddresses.NONE;
    private final SortedMap<String, Gone> gone = new TreeMap<>();

    private record Gone(List<IpAddress> addresses, Duration until) {}

    /** @param duration how long; zero for not at all */
    public Linger(Duration duration) {
        this.duration = duration;
    }

    /**
     * What to answer from now on: what the input has, and what it lost not long ago. A host that is within none of the
     * suffixes any more goes at once.
     *
     * @param now by a clock that nobody sets, such as the time since the server's start
     */
    public HostAddresses apply(HostAddresses hosts, SortedSet<String> suffixes, Duration now) {
        if (duration.isZero()) {
            return hosts;
        }
        Duration until = now.plus(duration);
        last.forEach((host, addresses) -> {
            if (!hosts.has(host)) {
                gone.put(host, new Gone(addresses, until));
            }
        });
        last = hosts;
        gone.entrySet()
                .removeIf(entry -> now.compareTo(entry.getValue().until()) >= 0
                        || hosts.has(entry.getKey())
                        || !Hostnames.isWithin(entry.getKey(), suffixes));
        return gone.isEmpty() ? hosts : withGone(hosts);
    }

    private HostAddresses withGone(HostAddresses hosts) {
        SortedMap<String, List<IpAddress>> answered = hosts.toMap();
        gone.forEach((host, kept) -> answered.put(host, kept.addresses()));
        return HostAddresses.of(answered);
    }

    /** When the next host is to be let go, by the same clock, or null. */
    public @Nullable Duration nextEnd() {
        return gone.values().stream().map(Gone::until).min(Duration::compareTo).orElse(null);
    }
}
