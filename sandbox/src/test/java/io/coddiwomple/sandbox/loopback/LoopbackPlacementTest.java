package io.coddiwomple.sandbox.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coddiwomple.envoy.Proxy;
import io.coddiwomple.sandbox.place.Placement.Outer;
import io.coddiwomple.sandbox.place.Placement.Target;
import io.coddiwomple.sandbox.place.Spot;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopbackPlacementTest {
    private final LoopbackPlacement placement = new LoopbackPlacement(new Ports(1024));

    @AfterEach
    void close() throws IOException {
        placement.close();
    }

    private Spot gateway(String cluster, Outer outer) throws IOException {
        return placement.place(cluster, "gateway", Proxy.Role.GATEWAY, List.of(outer));
    }

    @Test
    void anOuterAddressLeadsToTheClusterThatHasItsPort() throws IOException {
        Spot one = gateway("amsterdam", new Outer("203.0.113.7", 443, 15443));
        Spot other = gateway("barcelona", new Outer("203.0.113.7", 8443, 15443));
        assertThat(placement.targets("copenhagen", "203.0.113.7", 443))
                .containsExactly(new Target(one.address(), 15443));
        assertThat(placement.targets("copenhagen", "203.0.113.7", 8443))
                .containsExactly(new Target(other.address(), 15443));
        assertThat(placement.targets("copenhagen", "203.0.113.7", 80))
                .containsExactly(new Target(one.address(), 20_080));
    }

    @Test
    void refusesAnOuterAddressThatWouldLeadToTwoClusters() throws IOException {
        gateway("amsterdam", new Outer("203.0.113.7", 443, 15443));
        gateway("amsterdam", new Outer("203.0.113.7", 443, 15443));
        assertThatThrownBy(() -> gateway("barcelona", new Outer("203.0.113.7", 443, 15443)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "gateways of amsterdam and of barcelona have the outer address 203.0.113.7:443, so that");
    }
}
