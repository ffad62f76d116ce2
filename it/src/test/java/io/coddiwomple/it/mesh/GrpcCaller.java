package io.coddiwomple.it.mesh;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A gRPC client in a pod, with one connection that all its calls share. */
final class GrpcCaller implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final MultiThreadIoEventLoopGroup loop;
    private final ManagedChannel channel;

    GrpcCaller(Pod pod, String host, int port) {
        loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        InetSocketAddress address = Caller.in(pod).at(host, port);
        channel = NettyChannelBuilder.forAddress(address)
                .overrideAuthority(host + ":" + port)
                .usePlaintext()
                .eventLoopGroup(loop)
                .channelFactory(() -> pod.namespace().inside(NioSocketChannel::new))
                .build();
    }

    /** Status 200 when the call came back with OK, else 1000 and gRPC's own status. */
    Answer call(String text) {
        long start = System.nanoTime();
        try {
            String line = ClientCalls.blockingUnaryCall(
                    channel,
                    GrpcApp.SAY,
                    CallOptions.DEFAULT.withDeadlineAfter(LIMIT.toMillis(), TimeUnit.MILLISECONDS),
                    text);
            return new Answer(200, line.substring(0, line.indexOf(' ')), line, since(start), "");
        } catch (StatusRuntimeException e) {
            return new Answer(1000 + e.getStatus().getCode().value(), "", "", since(start), e.toString());
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
