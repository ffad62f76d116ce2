package io.coddiwomple.envoy.xds;

import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/**
 * Writes the node of a stream's first request into those that follow, as proxies name themselves once only
 * ({@code set_node_on_first_message_only}) and the discovery server looks at each request alone.
 */
final class NodeMemory implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        return new Remembering<>(next.startCall(call, headers));
    }

    /** One stream's; gRPC calls it from one thread at a time. */
    private static final class Remembering<Q> extends SimpleForwardingServerCallListener<Q> {
        private Node node = Node.getDefaultInstance();

        Remembering(ServerCall.Listener<Q> delegate) {
            super(delegate);
        }

        @Override
        public void onMessage(Q message) {
            super.onMessage(named(message));
        }

        @SuppressWarnings("unchecked") // Each case gives what it was given.
        private Q named(Q message) {
            return switch (message) {
                case DiscoveryRequest request -> {
                    node = request.hasNode() ? request.getNode() : node;
                    yield (Q) request.toBuilder().setNode(node).build();
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
