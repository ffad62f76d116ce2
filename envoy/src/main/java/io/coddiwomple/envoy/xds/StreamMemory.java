package io.coddiwomple.envoy.xds;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds to each request of a stream what the discovery server needs and the protocol does not repeat.
 *
 * <ul>
 *   <li>The node of the first request, as proxies name themselves once only ({@code set_node_on_first_message_only}).
 *   <li>The refused version in a refusal. There the protocol has the version that the proxy still uses, which the cache
 *       takes for a proxy that lags behind: it would send the refused version again, and again.
 * </ul>
 */
final class StreamMemory implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        Map<String, DiscoveryResponse> sent = new ConcurrentHashMap<>();
        return new Requests<>(next.startCall(new Responses<>(call, sent), headers), sent);
    }

    /** Keeps the last response of each type. */
    private static final class Responses<Q, R> extends SimpleForwardingServerCall<Q, R> {
        private final Map<String, DiscoveryResponse> sent;

        Responses(ServerCall<Q, R> call, Map<String, DiscoveryResponse> sent) {
            super(call);
            this.sent = sent;
        }

        @Override
        public void sendMessage(R message) {
            if (message instanceof DiscoveryResponse response) {
                sent.put(
                        response.getTypeUrl(),
                        response.toBuilder().clearResources().build());
            }
            super.sendMessage(message);
        }
    }

    /** One stream's; gRPC calls it from one thread at a time. */
    private static final class Requests<Q> extends SimpleForwardingServerCallListener<Q> {
        private final Map<String, DiscoveryResponse> sent;
        private Node node = Node.getDefaultInstance();

        Requests(ServerCall.Listener<Q> delegate, Map<String, DiscoveryResponse> sent) {
            super(delegate);
            this.sent = sent;
        }

        @Override
        public void onMessage(Q message) {
            super.onMessage(completed(message));
        }

        @SuppressWarnings("unchecked") // Each case gives what it was given.
        private Q completed(Q message) {
            return switch (message) {
                case DiscoveryRequest request -> {
                    node = request.hasNode() ? request.getNode() : node;
                    DiscoveryRequest.Builder builder = request.toBuilder().setNode(node);
                    DiscoveryResponse last = sent.get(request.getTypeUrl());
                    if (request.hasErrorDetail()
                            && last != null
                            && last.getNonce().equals(request.getResponseNonce())) {
                        builder.setVersionInfo(last.getVersionInfo());
                    }
                    yield (Q) builder.build();
                }
                case DeltaDiscoveryRequest request -> {
                    node = request.hasNode() ? request.getNode() : node;
                    yield (Q) request.toBuilder().setNode(node).build();
                }
                default -> message;
            };
        }
    }
}
