package io.coddiwomple.envoy.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.rpc.Status;
import io.coddiwomple.envoy.ProxyConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocol, spoken by hand. */
class ConfigServerTest {
    private static final String TYPE = "type.googleapis.com/envoy.config.cluster.v3.Cluster";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Identity IDENTITY = new Identity(ByteString.EMPTY, ByteString.EMPTY, ByteString.EMPTY);

    private ConfigServer server;
    private ManagedChannel channel;
    private final List<DiscoveryResponse> responses = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = ConfigServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.close();
    }

    private static SortedMap<String, ProxyConfig> clusters(String... names) {
        List<Cluster> clusters = java.util.Arrays.stream(names)
                .map(name -> Cluster.newBuilder().setName(name).build())
                .toList();
        return new TreeMap<>(
                java.util.Map.of("a", new ProxyConfig(List.of(), List.of(), clusters, List.of(), new TreeSet<>())));
    }

    private StreamObserver<DiscoveryRequest> connect() {
        return AggregatedDiscoveryServiceGrpc.newStub(channel).streamAggregatedResources(new StreamObserver<>() {
            @Override
            public void onNext(DiscoveryResponse response) {
                responses.add(response);
            }

            @Override
            public void onError(Throwable failure) {}

            @Override
            public void onCompleted() {}
        });
    }

    private static DiscoveryRequest.Builder request() {
        return DiscoveryRequest.newBuilder().setTypeUrl(TYPE);
    }

    private static DiscoveryRequest.Builder answer(DiscoveryResponse response, String version) {
        return request().setResponseNonce(response.getNonce()).setVersionInfo(version);
    }

    @Test
    void sendsAProxyThatNamesItselfOnceWhatComesLater() {
        server.publish(clusters("one"), _ -> IDENTITY);
        StreamObserver<DiscoveryRequest> requests = connect();
        requests.onNext(request().setNode(Node.newBuilder().setId("a")).build());
        await().atMost(LIMIT).until(() -> responses.size() == 1);
        requests.onNext(answer(responses.getFirst(), responses.getFirst().getVersionInfo())
                .build());
        server.publish(clusters("one", "two"), _ -> IDENTITY);
        await().atMost(LIMIT).until(() -> responses.size() == 2);
        assertThat(responses.getLast().getResourcesCount()).isEqualTo(2);
        requests.onCompleted();
    }

    @Test
    void doesNotSendARefusedVersionAgain() {
        server.publish(clusters("one"), _ -> IDENTITY);
        StreamObserver<DiscoveryRequest> requests = connect();
        requests.onNext(request().setNode(Node.newBuilder().setId("a")).build());
        await().atMost(LIMIT).until(() -> responses.size() == 1);
        requests.onNext(answer(responses.getFirst(), "")
                .setErrorDetail(Status.newBuilder().setMessage("no"))
                .build());
        await().atMost(LIMIT).until(() -> !server.standingNacks().isEmpty());
        assertThat(server.nacks())
                .containsExactly(new Nack("a", TYPE, responses.getFirst().getVersionInfo(), "no"));
        // The next that comes is what is published next.
        server.publish(clusters("two"), _ -> IDENTITY);
        await().atMost(LIMIT).until(() -> responses.size() == 2);
        assertThat(responses.getLast().getVersionInfo())
                .isNotEqualTo(responses.getFirst().getVersionInfo());
        assertThat(server.standingNacks()).isEmpty();
        requests.onCompleted();
    }

    @Test
    void leavesItsPortFree() throws IOException {
        int port = server.port();
        server.close();
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(free.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void failsWhereThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            assertThatThrownBy(() -> ConfigServer.start(address)).isInstanceOf(IOException.class);
        }
    }
}
