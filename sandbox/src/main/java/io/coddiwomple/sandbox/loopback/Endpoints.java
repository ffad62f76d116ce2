package io.coddiwomple.sandbox.loopback;

import com.google.protobuf.UInt32Value;
import io.coddiwomple.sandbox.place.Placement.Target;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.ArrayList;
import java.util.List;

/** Endpoints as they are reached from loopback: gateways where they listen, services as their pods. */
final class Endpoints {
    private final Lookup lookup;

    Endpoints(Lookup lookup) {
        this.lookup = lookup;
    }

    /** Where connections to an address go. */
    interface Lookup {
        List<Target> targets(String address, int port);
    }

    ClusterLoadAssignment of(ClusterLoadAssignment assignment) {
        ClusterLoadAssignment.Builder builder = assignment.toBuilder();
        builder.getEndpointsBuilderList().forEach(this::replace);
        return builder.build();
    }

    private void replace(LocalityLbEndpoints.Builder locality) {
        List<List<Target>> targets = new ArrayList<>();
        int common = 1;
        for (LbEndpoint endpoint : locality.getLbEndpointsList()) {
            SocketAddress address = endpoint.getEndpoint().getAddress().getSocketAddress();
            List<Target> found = lookup.targets(address.getAddress(), address.getPortValue());
            targets.add(found);
            common = common * Math.max(1, found.size()) / gcd(common, Math.max(1, found.size()));
        }
        List<LbEndpoint> all = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            for (Target target : targets.get(i)) {
                all.add(moved(
                        locality.getLbEndpoints(i),
                        target,
                        common / targets.get(i).size()));
            }
        }
        locality.clearLbEndpoints().addAllLbEndpoints(all);
    }

    /** @param share by which its weight grows, so that all that stand for one endpoint weigh together what it did */
    private static LbEndpoint moved(LbEndpoint endpoint, Target target, int share) {
        LbEndpoint.Builder builder = endpoint.toBuilder();
        builder.getEndpointBuilder()
                .getAddressBuilder()
                .getSocketAddressBuilder()
                .setAddress(target.address())
                .setPortValue(target.port());
        if (share != 1) {
            int weight = endpoint.hasLoadBalancingWeight()
                    ? endpoint.getLoadBalancingWeight().getValue()
                    : 1;
            builder.setLoadBalancingWeight(UInt32Value.of(weight * share));
        }
        return builder.build();
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
