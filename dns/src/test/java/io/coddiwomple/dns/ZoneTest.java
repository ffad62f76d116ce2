package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ZoneTest {
    private static final ZoneData DATA = Zones.data(1, Zones.NAMES, "global");

    @Test
    void answersAsAnotherThatDiffersInItsSerialNumberOnly() {
        Zone zone = Zone.of(DATA);
        Zone later = Zone.of(Zones.data(2, Zones.NAMES, "global"));
        assertThat(later.serial()).isNotEqualTo(zone.serial());
        assertThat(zone.answersAs(later)).isTrue();
    }

    @Test
    void noticesWhateverElseDiffers() {
        Zone zone = Zone.of(DATA);
        assertThat(List.of(
                        with(hosts("six.bar.global", "fd00::7")),
                        with(hosts("six.bar.global")),
                        with(hosts("more.bar.global", "240.1.2.9")),
                        with(hosts("*.bar.global", "240.1.2.9")),
                        Zones.data(1, Zones.NAMES, "global", "internal"),
                        data(DATA.hosts().toMap(), DATA.ttl() + 1, DATA.nameServer()),
                        data(DATA.hosts().toMap(), DATA.ttl(), List.of())))
                .noneMatch(other -> zone.answersAs(Zone.of(other)));
    }

    @Test
    void growsWithWhateverANameMeans() {
        var names = new TreeMap<String, List<String>>();
        for (int i = 0; i < 300; i++) {
            names.put("a" + i + ".b" + i + ".c" + i + ".d" + i + ".global", List.of());
        }
        Zone zone = Zone.of(Zones.data(names));
        for (int i = 0; i < 300; i++) {
            for (String name :
                    List.of("a%d.b%d.c%d.d%d.global", "b%d.c%d.d%d.global", "c%d.d%d.global", "d%d.global")) {
                assertThat(zone.find(WireName.of(name.replace("%d", "" + i)))).isNotNegative();
            }
            assertThat(zone.find(WireName.of("a" + i + ".global"))).isNegative();
        }
    }

    private static ZoneData with(SortedMap<String, List<IpAddress>> hosts) {
        return data(hosts, DATA.ttl(), DATA.nameServer());
    }

    private static ZoneData data(SortedMap<String, List<IpAddress>> hosts, int ttl, List<IpAddress> nameServer) {
        return new ZoneData(new TreeSet<>(DATA.suffixes()), hosts, DATA.reverse(), ttl, DATA.serial(), nameServer);
    }

    private static SortedMap<String, List<IpAddress>> hosts(String host, String... addresses) {
        var hosts = DATA.hosts().toMap();
        hosts.putAll(Map.of(host, Zones.addresses(List.of(addresses))));
        return hosts;
    }
}
