package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.HostAddresses;
import io.coddiwomple.model.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LingerTest {
    private static final Duration NOON = Duration.ofHours(12);
    private static final SortedSet<String> GLOBAL = new TreeSet<>(List.of("global"));

    private final Linger linger = new Linger(Duration.ofMinutes(5));

    @Test
    void keepsWhatIsGoneForSoLong() {
        assertThat(linger.apply(hosts("a", "b"), GLOBAL, NOON).toMap()).containsOnlyKeys("a.global", "b.global");
        assertThat(linger.nextEnd()).isNull();
        assertThat(linger.apply(hosts("b"), GLOBAL, NOON.plusSeconds(60)).toMap())
                .containsOnlyKeys("a.global", "b.global");
        assertThat(linger.nextEnd()).isEqualTo(NOON.plusSeconds(360));
        // Another reading does not begin the time again.
        assertThat(linger.apply(hosts("b"), GLOBAL, NOON.plusSeconds(359)).toMap())
                .containsOnlyKeys("a.global", "b.global");
        assertThat(linger.apply(hosts("b"), GLOBAL, NOON.plusSeconds(360)).toMap())
                .containsOnlyKeys("b.global");
        assertThat(linger.nextEnd()).isNull();
    }

    @Test
    void forgetsWhatComesBackOrLeavesTheSuffixes() {
        linger.apply(hosts("a", "b"), GLOBAL, NOON);
        linger.apply(hosts(), GLOBAL, NOON);
        assertThat(linger.apply(hosts("a"), GLOBAL, NOON.plusSeconds(1)).toMap())
                .containsOnlyKeys("a.global", "b.global");
        assertThat(linger.apply(hosts(), new TreeSet<>(List.of("internal")), NOON.plusSeconds(2))
                        .toMap())
                .isEmpty();
        assertThat(linger.nextEnd()).isNull();
    }

    @Test
    void letsGoAtOnceWhenItIsNotWanted() {
        var none = new Linger(Duration.ZERO);
        none.apply(hosts("a"), GLOBAL, NOON);
        assertThat(none.apply(hosts(), GLOBAL, NOON).toMap()).isEmpty();
    }

    private static HostAddresses hosts(String... labels) {
        var hosts = new TreeMap<String, List<IpAddress>>();
        for (String label : labels) {
            hosts.put(label + ".global", Zones.addresses(List.of("240.0.0.1")));
        }
        return HostAddresses.of(hosts);
    }
}
