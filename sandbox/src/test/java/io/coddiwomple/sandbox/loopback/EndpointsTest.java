package io.coddiwomple.sandbox.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UInt32Value;
import io.coddiwomple.sandbox.place.Placement.Target;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private static final Map<String, List<Target>> PLACES = Map.of(
            "gateway", List.of(new Target("127.16.0.1", 15443)),
            "one", List.of(new Target("127.16.16.1", 8080)),
            "three",
                    List.of(
                            new Target("127.17.16.1", 8080),
                            new Target("127.17.32.1", 8080),
                            new Target("127.17.48.1", 8080)),
            "none", List.of());

    private static ClusterLoadAssignment moved(Map<String, Integer> weights) {
        var assignment = ClusterLoadAssignment.newBuilder();
        var locality = assignment.addEndpointsBuilder();
        new java.util.TreeMap<>(weights).forEach((address, weight) -> {
            var endpoint = locality.addLbEndpointsBuilder().setLoadBalancingWeight(UInt32Value.of(weight));
            endpoint.getEndpointBuilder()
                    .getAddressBuilder()
                    .getSocketAddressBuilder()
                    .setAddress(address)
                    .setPortValue(8000);
        });
        return new Endpoints((address, port) -> PLACES.getOrDefault(address, List.of(new Target(address, port))))
                .of(assignment.build());
    }

    private static List<String> texts(ClusterLoadAssignment assignment) {
        return assignment.getEndpoints(0).getLbEndpointsList().stream()
                .map(EndpointsTest::text)
                .toList();
    }

    private static String text(LbEndpoint endpoint) {
        var address = endpoint.getEndpoint().getAddress().getSocketAddress();
        return address.getAddress() + ":" + address.getPortValue() + " x "
                + endpoint.getLoadBalancingWeight().getValue();
    }

    @Test
    void leadsToWhereAGatewayListens() {
        assertThat(texts(moved(Map.of("gateway", 5)))).containsExactly("127.16.0.1:15443 x 5");
    }

    @Test
    void leavesOtherAddressesAsTheyAre() {
        assertThat(texts(moved(Map.of("192.0.2.1", 1)))).containsExactly("192.0.2.1:8000 x 1");
    }

    @Test
    void sharesTheWeightOfAServiceAmongItsPods() {
        assertThat(texts(moved(Map.of("one", 1, "three", 1))))
                .containsExactly(
                        "127.16.16.1:8080 x 3", "127.17.16.1:8080 x 1", "127.17.32.1:8080 x 1", "127.17.48.1:8080 x 1");
    }

    @Test
    void leavesOutAServiceWithoutPods() {
        assertThat(texts(moved(Map.of("none", 1, "one", 2)))).containsExactly("127.16.16.1:8080 x 2");
    }
}
