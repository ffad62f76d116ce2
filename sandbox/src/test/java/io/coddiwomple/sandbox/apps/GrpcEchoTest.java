package io.coddiwomple.sandbox.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The echo as grpc-java calls it. */
class GrpcEchoTest {
    private static final Metadata.Key<String> SERVED_BY =
            Metadata.Key.of("x-served-by", Metadata.ASCII_STRING_MARSHALLER);

    private final Stage stage = new Stage();
    private AppServer server;
    private ManagedChannel channel;

    private static final MethodDescriptor.Marshaller<String> TEXT = new MethodDescriptor.Marshaller<>() {
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
    };

    private static MethodDescriptor<String, String> method(MethodDescriptor.MethodType type) {
        return MethodDescriptor.newBuilder(TEXT, TEXT)
                .setType(type)
                .setFullMethodName("any.Service/AnyMethod")
                .build();
    }

    @BeforeEach
    void connect() {
        server = stage.serve(new App.Httpbin());
        channel =
                NettyChannelBuilder.forAddress(Stage.at(server)).usePlaintext().build();
    }

    @AfterEach
    void closeAll() throws InterruptedException {
        channel.shutdownNow();
        assertThat(channel.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        stage.close();
    }

    @Test
    void aUnaryCallComesBackAndSaysWhoAnswered() {
        var headers = new AtomicReference<Metadata>();
        var trailers = new AtomicReference<Metadata>();
        Channel seeing =
                ClientInterceptors.intercept(channel, MetadataUtils.newCaptureMetadataInterceptor(headers, trailers));

        String echoed = ClientCalls.blockingUnaryCall(
                seeing, method(MethodDescriptor.MethodType.UNARY), CallOptions.DEFAULT, "hello");

        assertThat(echoed).isEqualTo("hello");
        assertThat(headers.get().get(SERVED_BY)).isEqualTo("barcelona/httpbin-1");
    }

    @Test
    void aLargeCompressedMessageComesBack() {
        String large = "0123456789".repeat(100_000);

        String echoed = ClientCalls.blockingUnaryCall(
                channel, method(MethodDescriptor.MethodType.UNARY), CallOptions.DEFAULT.withCompression("gzip"), large);

        assertThat(echoed).isEqualTo(large);
    }

    @Test
    void eachMessageOfAStreamComesBackBeforeTheNextIsSent() throws Exception {
        var received = new LinkedBlockingQueue<String>();
        var ended = new CompletableFuture<Void>();
        StreamObserver<String> requests = ClientCalls.asyncBidiStreamingCall(
                channel.newCall(method(MethodDescriptor.MethodType.BIDI_STREAMING), CallOptions.DEFAULT),
                new StreamObserver<>() {
                    @Override
                    public void onNext(String message) {
                        received.add(message);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        ended.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                        ended.complete(null);
                    }
                });

        for (String message : List.of("one", "", "three")) {
            requests.onNext(message);
            assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo(message);
        }
        requests.onCompleted();

        assertThat(ended.get(5, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aServerThatIsToldToFailIsUnavailable() {
        server.fail(503);

        StatusRuntimeException failure = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> ClientCalls.blockingUnaryCall(
                        channel, method(MethodDescriptor.MethodType.UNARY), CallOptions.DEFAULT, "hello"));

        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(failure.getStatus().getDescription()).isEqualTo("barcelona/httpbin-1 was told to fail");
        assertThat(stage.call(server, Protocol.GRPC, "grpc://h").status()).isEqualTo(14);
    }
}
