package io.coddiwomple.sandbox.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AddressesTest {
    private final Addresses addresses = new Addresses();

    @Test
    void givesEachClusterANetworkAndItsPodsAddressesInTurn() throws Exception {
        assertThat(Addresses.network(3)).isEqualTo("100.64.3.0/24");
        assertThat(Addresses.resolver(300)).isEqualTo("100.65.44.1");
        assertThat(addresses.takePod(3)).isEqualTo("100.64.3.2");
        assertThat(addresses.takePod(3)).isEqualTo("100.64.3.3");
        assertThat(addresses.takePod(4)).isEqualTo("100.64.4.2");
        addresses.givePod(3, "100.64.3.2");
        assertThat(addresses.takePod(3)).isEqualTo("100.64.3.4");
    }

    @Test
    void givesAnAddressAgainOnlyWhenAllOthersAreTaken() throws Exception {
        for (int i = 0; i < 253; i++) {
            addresses.takePod(1);
        }
        assertThatThrownBy(() -> addresses.takePod(1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("253 workloads");
        addresses.givePod(1, "100.64.1.77");
        assertThat(addresses.takePod(1)).isEqualTo("100.64.1.77");
    }

    @Test
    void hasAddressesForNamesOfGateways() {
        assertThat(Addresses.outer(1)).isEqualTo("100.127.0.1");
        assertThat(Addresses.outer(Addresses.MOST_NAMES)).isEqualTo("100.127.255.254");
    }

    @Test
    void knowsItsOwn() {
        assertThat(Addresses.contains("100.64.1.2")).isTrue();
        assertThat(Addresses.contains("100.127.255.255")).isTrue();
        assertThat(Addresses.contains("100.128.0.1")).isFalse();
        assertThat(Addresses.contains("10.64.0.1")).isFalse();
    }
}
