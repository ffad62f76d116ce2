package io.coddiwomple.envoy;

import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.Value;
import io.coddiwomple.envoy.MeshService.Endpoint;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The endpoints of one cluster, grouped by place (istiod's xds/endpoints/endpoint_builder.go and ep_filters.go). */
final class Assignment {
    /** Which of a cluster's transport sockets an endpoint wants. */
    private static final String TRANSPORT_SOCKET = "envoy.transport_socket_match";

    private Assignment() {}

    /**
     * Endpoints of one place and, later, one priority.
     *
     * @param weight null when istiod says none
     */
    record Group(
            Place place,
            List<Member> members,
            int priority,
            @Nullable Integer weight) {
        LocalityLbEndpoints proto() {
            LocalityLbEndpoints.Builder builder =
                    LocalityLbEndpoints.newBuilder().setLocality(place.proto()).setPriority(priority);
            members.forEach(member -> builder.addLbEndpoints(member.message));
            if (weight != null) {
                builder.setLoadBalancingWeight(UInt32Value.of(weight));
            }
            return builder.build();
        }

        Group at(int newPriority) {
            return new Group(place, members, newPriority, weight);
        }

        Group weighing(int newWeight) {
            return new Group(place, members, priority, newWeight);
        }

        Group without() {
            return new Group(place, List.of(), priority, weight);
        }
    }

    record Member(Endpoint endpoint, LbEndpoint message) {}

    /**
     * @param mode what a rule says of the cluster's TLS, null when it says nothing
     * @param mutualOnly drop endpoints that do not speak Istio's mutual TLS, as clusters behind AUTO_PASSTHROUGH do
     */
    static List<Group> groups(
            List<Endpoint> endpoints, TrafficPolicy.@Nullable TlsMode mode, boolean mutualOnly, boolean healthy) {
        Map<Place, List<Member>> byPlace = new TreeMap<>();
        for (Endpoint endpoint : endpoints) {
            boolean mutual = mode == null ? endpoint.tls() : mode == TrafficPolicy.TlsMode.ISTIO_MUTUAL;
            List<Member> members = byPlace.computeIfAbsent(endpoint.place(), _ -> new ArrayList<>());
            if (mutual || !mutualOnly) {
                members.add(new Member(endpoint, message(endpoint, mutual, healthy)));
            }
        }
        List<Group> groups = new ArrayList<>();
        byPlace.forEach((place, members) -> groups.add(
                new Group(place, List.copyOf(members), 0, members.isEmpty() ? null : (Integer) members.size())));
        return groups;
    }

    private static LbEndpoint message(Endpoint endpoint, boolean mutual, boolean healthy) {
        Metadata.Builder metadata = Metadata.newBuilder();
        if (mutual) {
            metadata.putFilterMetadata(TRANSPORT_SOCKET, mutualTls());
        }
        LbEndpoint.Builder builder = LbEndpoint.newBuilder()
                .setEndpoint(io.envoyproxy.envoy.config.endpoint.v3.Endpoint.newBuilder()
                        .setAddress(address(endpoint.address(), endpoint.number())))
                .setMetadata(metadata)
                .setLoadBalancingWeight(UInt32Value.of(1));
        if (healthy) {
            builder.setHealthStatus(HealthStatus.HEALTHY);
        }
        return builder.build();
    }

    /** What endpoints that speak Istio's mutual TLS carry, and the socket for them matches. */
    static Struct mutualTls() {
        return Struct.newBuilder()
                .putFields("tlsMode", Value.newBuilder().setStringValue("istio").build())
                .build();
    }

    static Address address(String address, int port) {
        return Address.newBuilder()
                .setSocketAddress(SocketAddress.newBuilder().setAddress(address).setPortValue(port))
                .build();
    }
}
