package io.coddiwomple.dns;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The protocol of CoreDNS's plugin {@code grpc} (coredns 1.14, pb/dns.proto): a message is a call, so nothing is ever
 * truncated. Plain text, as the plugin speaks it without its option {@code tls}.
 */
final class GrpcListener implements AutoCloseable {
    static final MethodDescriptor<byte[], byte[]> QUERY = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName("coredns.dns.DnsService", "Query"))
            .setRequestMarshaller(DnsPacket.MARSHALLER)
            .setResponseMarshaller(DnsPacket.MARSHALLER)
            .build();

    private static final int MOST_CALLS = 1_000;
    private static final int LONGEST_METADATA = 8_192;
    private static final long IDLE_MINUTES = 10;
    private static final long END_SECONDS = 2;

    private final Server server;
    private final EventLoopGroup loop;

    private GrpcListener(Server server, EventLoopGroup loop) {
        this.server = server;
        this.loop = loop;
    }

    /** Binds the address and serves from then on. */
    static GrpcListener start(InetSocketAddress address, CurrentZone zone, Responder responder) throws IOException {
        // One thread, which owns the responder.
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Server server = NettyServerBuilder.forAddress(address)
                .bossEventLoopGroup(loop)
                .workerEventLoopGroup(loop)
                .channelType(NioServerSocketChannel.class)
                .directExecutor()
                .maxInboundMessageSize(Wire.LARGEST + 16)
                .maxInboundMetadataSize(LONGEST_METADATA)
                .maxConcurrentCallsPerConnection(MOST_CALLS)
                .maxConnectionIdle(IDLE_MINUTES, TimeUnit.MINUTES)
                .addService(service(zone, responder))
                .build();
        try {
            return new GrpcListener(server.start(), loop);
        } catch (IOException failed) {
            end(loop);
            throw failed;
        }
    }

    private static ServerServiceDefinition service(CurrentZone zone, Responder responder) {
        return ServerServiceDefinition.builder("coredns.dns.DnsService")
                .addMethod(
                        // A marshaller that threw would be a failure of the server to gRPC, not one of the request.
                        QUERY.toBuilder(DnsPacket.UNREAD, DnsPacket.MARSHALLER).build(),
                        ServerCalls.asyncUnaryCall(
                                (request, answers) -> answer(request, answers, zone.get(), responder)))
                .build();
    }

    private static void answer(byte[] message, StreamObserver<byte[]> answers, Zone zone, Responder responder) {
        byte[] request;
        try {
            request = DnsPacket.decode(message);
        } catch (StatusRuntimeException malformed) {
            answers.onError(malformed);
            return;
        }
        byte[] answer = new byte[zone.largestMessage()];
        int size = responder.respond(zone, request, request.length, answer, GrpcClient.INSTANCE);
        if (size == 0) {
            answers.onError(Status.INVALID_ARGUMENT
                    .withDescription("msg is no DNS request: it is shorter than a header, or an answer")
                    .asRuntimeException());
            return;
        }
        answers.onNext(Arrays.copyOf(answer, size));
        answers.onCompleted();
    }

    /** The address that it listens on. */
    InetSocketAddress address() {
        return (InetSocketAddress) server.getListenSockets().getFirst();
    }

    @Override
    public void close() {
        server.shutdownNow();
        end(loop);
    }

    private static void end(EventLoopGroup loop) {
        loop.shutdownGracefully(0, END_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly(END_SECONDS, TimeUnit.SECONDS);
    }

    /** CoreDNS, which asks for clients of its own: whose address it has, this server cannot know. */
    private enum GrpcClient implements Client {
        INSTANCE;

        @Override
        public Transport transport() {
            return Transport.GRPC;
        }

        @Override
        public int copyAddress(byte[] to) {
            Arrays.fill(to, (byte) 0);
            return to.length;
        }
    }
}
