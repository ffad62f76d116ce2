package io.coddiwomple.it.mesh;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers the one call {@code lab.Echo/Say} with its own identity and the text. */
final class GrpcApp implements App {
    static final int PORT = 7070;

    /** Text both ways, so that no generated code is needed. */
    static final MethodDescriptor<String, String> SAY = MethodDescriptor.<String, String>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("lab.Echo/Say")
            .setRequestMarshaller(new Text())
            .setResponseMarshaller(new Text())
            .build();

    private final NetNamespace namespace;
    private final String identity;
    private @Nullable Server server;
    private @Nullable MultiThreadIoEventLoopGroup loop;

    GrpcApp(NetNamespace namespace, String identity) {
        this.namespace = namespace;
        this.identity = identity;
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            server = NettyServerBuilder.forAddress(new InetSocketAddress(PORT))
                    .channelFactory(() -> namespace.inside(NioServerSocketChannel::new))
                    .bossEventLoopGroup(loop)
                    .workerEventLoopGroup(loop)
                    .addService(ServerServiceDefinition.builder("lab.Echo")
                            .addMethod(SAY, ServerCalls.asyncUnaryCall((text, answer) -> {
                                answer.onNext(identity + " " + text);
                                answer.onCompleted();
                            }))
                            .build())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void crash() {
        if (server != null) {
            server.shutdownNow();
            server = null;
        }
        if (loop != null) {
            loop.shutdownGracefully(0, 0, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
            loop = null;
        }
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String value) {
            return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream stream) {
            try {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
