package io.coddiwomple.it.xds;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Fetches the whole configuration of one proxy as Envoy does, state of the world, and hangs up. */
final class AdsClient {
    private static final String TYPES = "type.googleapis.com/";
    private static final long LIMIT_SECONDS = 20;

    private AdsClient() {}

    /** @throws IllegalStateException when an answer is refused, missing or not what its type says */
    static Served fetch(ManagedChannel channel, Node node) {
        BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        StreamObserver<DiscoveryRequest> requests = AggregatedDiscoveryServiceGrpc.newStub(channel)
                .streamAggregatedResources(new StreamObserver<>() {
                    @Override
                    public void onNext(DiscoveryResponse response) {
                        answers.add(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answers.add(failure);
                    }

                    @Override
                    public void onCompleted() {
                        answers.add(new IllegalStateException("the server closed the stream"));
                    }
                });
        var stream = new Stream(requests, answers, node);
        try {
            List<Cluster> clusters = stream.ask(Cluster.getDefaultInstance(), List.of());
            SortedSet<String> assignments = new TreeSet<>();
            for (Cluster cluster : clusters) {
                if (cluster.getType() == Cluster.DiscoveryType.EDS) {
                    String service = cluster.getEdsClusterConfig().getServiceName();
                    assignments.add(service.isEmpty() ? cluster.getName() : service);
                }
            }
            List<ClusterLoadAssignment> endpoints = assignments.isEmpty()
                    ? List.of()
                    : stream.ask(ClusterLoadAssignment.getDefaultInstance(), assignments);
            List<Listener> listeners = stream.ask(Listener.getDefaultInstance(), List.of());
            SortedSet<String> names = routeNames(listeners);
            List<RouteConfiguration> routes =
                    names.isEmpty() ? List.of() : stream.ask(RouteConfiguration.getDefaultInstance(), names);
            return new Served(listeners, routes, clusters, endpoints);
        } finally {
            requests.onCompleted();
        }
    }

    private static SortedSet<String> routeNames(List<Listener> listeners) {
        SortedSet<String> names = new TreeSet<>();
        for (Listener listener : listeners) {
            var chains = new ArrayList<>(listener.getFilterChainsList());
            if (listener.hasDefaultFilterChain()) {
                chains.add(listener.getDefaultFilterChain());
            }
            for (FilterChain chain : chains) {
                for (Filter filter : chain.getFiltersList()) {
                    if (filter.getTypedConfig().is(HttpConnectionManager.class)) {
                        HttpConnectionManager manager = unpack(filter.getTypedConfig(), HttpConnectionManager.class);
                        if (manager.hasRds()) {
                            names.add(manager.getRds().getRouteConfigName());
                        }
                    }
                }
            }
        }
        return names;
    }

    static <T extends Message> T unpack(Any any, Class<T> type) {
        try {
            return any.unpack(type);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("not a " + type.getSimpleName() + ": " + any.getTypeUrl(), e);
        }
    }

    private record Stream(StreamObserver<DiscoveryRequest> requests, BlockingQueue<Object> answers, Node node) {
        <T extends Message> List<T> ask(T prototype, Collection<String> names) {
            String type = TYPES + prototype.getDescriptorForType().getFullName();
            requests.onNext(DiscoveryRequest.newBuilder()
                    .setNode(node)
                    .setTypeUrl(type)
                    .addAllResourceNames(names)
                    .build());
            DiscoveryResponse response = next(type);
            requests.onNext(DiscoveryRequest.newBuilder()
                    .setNode(node)
                    .setTypeUrl(type)
                    .addAllResourceNames(names)
                    .setVersionInfo(response.getVersionInfo())
                    .setResponseNonce(response.getNonce())
                    .build());
            List<T> resources = new ArrayList<>();
            for (Any any : response.getResourcesList()) {
                @SuppressWarnings("unchecked")
                Class<T> kind = (Class<T>) prototype.getClass();
                resources.add(unpack(any, kind));
            }
            return resources;
        }

        /** The next answer of this type; a server may push others in between. */
        private DiscoveryResponse next(String type) {
            while (true) {
                switch (poll(type)) {
                    case DiscoveryResponse response
                    when response.getTypeUrl().equals(type) -> {
                        return response;
                    }
                    case Throwable failure -> throw new IllegalStateException("no " + type, failure);
                    default -> {}
                }
            }
        }

        private Object poll(String type) {
            try {
                Object answer = answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                return answer == null ? new IllegalStateException("no " + type + " in time") : answer;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return e;
            }
        }
    }
}
