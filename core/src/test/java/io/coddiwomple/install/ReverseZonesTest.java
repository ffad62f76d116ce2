package io.coddiwomple.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.AddressPool;
import io.coddiwomple.model.Cidr;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReverseZonesTest {
    @ParameterizedTest
    @CsvSource({
        "240.0.0.0/8, 240.in-addr.arpa",
        "240.1.0.0/16, 1.240.in-addr.arpa",
        "240.1.2.0/24, 2.1.240.in-addr.arpa",
        "240.1.2.3/32, 3.2.1.240.in-addr.arpa",
        "240.1.2.0/23, 2.1.240.in-addr.arpa 3.1.240.in-addr.arpa",
        "fd00::/8, d.f.ip6.arpa",
        "fd12:3456::/32, 6.5.4.3.2.1.d.f.ip6.arpa",
        "fc00::/7, c.f.ip6.arpa d.f.ip6.arpa",
    })
    void aRangeIsInTheFewestZonesThatHoldNothingElse(String range, String zones) {
        Cidr cidr = Cidr.parse(range).orElseThrow();
        assertThat(String.join(" ", ReverseZones.of(pool(cidr)))).isEqualTo(zones);
    }

    @Test
    void theUsualPoolHasSixteen() {
        List<String> zones = ReverseZones.of(AddressPool.DEFAULT);
        assertThat(zones).hasSize(16).startsWith("240.in-addr.arpa").endsWith("255.in-addr.arpa");
    }

    @Test
    void bothFamiliesAreThereAndNeitherWhenThePoolHasNone() {
        var both = new AddressPool(
                Cidr.parse("240.1.0.0/16").orElseThrow(),
                Cidr.parse("fd00::/16").orElseThrow(),
                List.of());
        assertThat(ReverseZones.of(both)).containsExactly("1.240.in-addr.arpa", "0.0.d.f.ip6.arpa");
        assertThat(ReverseZones.of(new AddressPool(null, null, List.of()))).isEmpty();
    }

    private static AddressPool pool(Cidr range) {
        return range.base().isIpv4()
                ? new AddressPool(range, null, List.of())
                : new AddressPool(null, range, List.of());
    }
}
