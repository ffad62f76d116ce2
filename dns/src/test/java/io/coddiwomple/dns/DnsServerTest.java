package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The real server, asked by real dig and by raw sockets. */
class DnsServerTest {
    private static final ZoneData DATA = Zones.data(Zones.NAMES);

    @Test
    void answersDigAsAnyServerDoes() throws Exception {
        try (TestServer server = TestServer.of(DATA)) {
            assertThat(server.dig("httpbin.bar.global", "+short")).isEqualTo("240.1.2.3\n");
            assertThat(server.dig("dual.bar.global", "AAAA", "+short")).isEqualTo("fd00::4\n");
            assertThat(server.dig("-x", "240.1.2.3", "+short")).isEqualTo("httpbin.bar.global.\n");
            assertThat(server.dig("httpbin.bar.global", "AAAA"))
                    .contains("status: NOERROR", "ANSWER: 0, AUTHORITY: 1", "(good)", "udp: 1232");
            assertThat(server.dig("nope.global"))
                    .contains("status: NXDOMAIN", "flags: qr aa rd;", "IN\tSOA\tns.dns.global.");
            assertThat(server.dig("example.com")).contains("status: REFUSED");
            assertThat(server.dig("httpbin.bar.global", "+edns=1", "+noednsnegotiation"))
                    .contains("status: BADVERS");
            assertThat(server.dig("httpbin.bar.global", "+opcode=NOTIFY")).contains("status: NOTIMP");
            assertThat(server.dig("HttpBin.Bar.Global", "+noall", "+answer")).startsWith("HttpBin.Bar.Global.");
            assertThat(server.dig("httpbin.bar.global", "ANY", "+short")).isEqualTo("\"RFC8482\" \"\"\n");
        }
    }

    @Test
    void sendsDigToTcpWhenTheAnswerIsLong() throws Exception {
        try (TestServer server = TestServer.of(DATA)) {
            assertThat(server.dig("many.bar.global", "+noedns", "+ignore"))
                    .contains("flags: qr aa tc rd;", "ANSWER: 0");
            assertThat(server.dig("many.bar.global", "+noedns", "+short").lines())
                    .hasSize(60);
            assertThat(server.dig("many.bar.global", "+bufsize=1232", "+short").lines())
                    .hasSize(60);
            assertThat(server.dig("many.bar.global", "+tcp")).contains("ANSWER: 60", "(TCP)");
        }
    }

    @Test
    void listensOnBothFamilies() throws Exception {
        ListenAddress six = new ListenAddress("::1", 0);
        try (var server = new TestServer(new DnsServer.Options(List.of(TestServer.FREE, six), null, null, 0), DATA)) {
            InetSocketAddress ipv6 = server.server().addresses().get(1);
            assertThat(server.lines()).hasSize(2).last().asString().startsWith("[::1]:" + ipv6.getPort() + " ");
            assertThat(TestServer.dig(ipv6, "httpbin.bar.global", "+short")).isEqualTo("240.1.2.3\n");
            assertThat(TestServer.dig(ipv6, "httpbin.bar.global", "+short", "+tcp"))
                    .isEqualTo("240.1.2.3\n");
            assertThat(server.dig("httpbin.bar.global", "+short")).isEqualTo("240.1.2.3\n");
        }
    }

    @Test
    void answersFromAnotherZoneFromTheNextQuestionOn() throws Exception {
        try (TestServer server = TestServer.of(DATA)) {
            server.server()
                    .replace(Zone.of(
                            Zones.data(Zones.SERIAL + 1, Map.of("new.bar.global", List.of("240.7.7.7")), "global")));
            assertThat(Exchange.answers(server.udp("new.bar.global", Type.A))).hasSize(1);
            assertThat(server.udp("httpbin.bar.global", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
        }
    }

    @Test
    void answersCoreDnsByGrpcWithoutCuttingAnything() throws Exception {
        try (TestServer server = TestServer.of(DATA)) {
            ManagedChannel channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port("gRPC"))
                    .usePlaintext()
                    .build();
            try {
                Message many = Exchange.read(call(
                        channel, Exchange.question("many.bar.global", Type.A).toWire()));
                assertThat(many.getSection(Section.ANSWER)).hasSize(60);
                assertThat(many.getHeader().getFlag(Flags.TC)).isFalse();
                Message none = Exchange.read(
                        call(channel, Exchange.question("nope.global", Type.A).toWire()));
                assertThat(none.getRcode()).isEqualTo(Rcode.NXDOMAIN);
                assertThatThrownBy(() -> call(channel, new byte[3]))
                        .isInstanceOf(StatusRuntimeException.class)
                        .hasMessageContaining("INVALID_ARGUMENT: msg is no DNS request");
                assertThatThrownBy(() -> ClientCalls.blockingUnaryCall(
                                channel,
                                GrpcListener.QUERY.toBuilder(DnsPacket.UNREAD, DnsPacket.MARSHALLER)
                                        .build(),
                                io.grpc.CallOptions.DEFAULT,
                                new byte[] {-1}))
                        .isInstanceOf(StatusRuntimeException.class)
                        .hasMessageContaining("INVALID_ARGUMENT: the request is no message DnsPacket");
            } finally {
                channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
            }
        }
    }

    private static byte[] call(ManagedChannel channel, byte[] request) {
        return ClientCalls.blockingUnaryCall(channel, GrpcListener.QUERY, io.grpc.CallOptions.DEFAULT, request);
    }

    @Test
    void tellsAboutItselfOverHttp() throws Exception {
        DnsServer.Options options =
                new DnsServer.Options(List.of(TestServer.FREE), null, new ListenAddress("127.0.0.1", freePort()), 0);
        int port = java.util.Objects.requireNonNull(options.http()).port();
        try (DnsServer bare = DnsServer.bind(options, InstantSource.system())) {
            assertThat(get(port, "/healthz").statusCode()).isEqualTo(200);
            assertThat(get(port, "/readyz").statusCode()).isEqualTo(503);
            bare.serve(Zone.of(DATA));
            assertThat(get(port, "/readyz").statusCode()).isEqualTo(200);
            bare.noteLoaded(Zone.of(DATA), Duration.ofMillis(1_500));
            bare.noteFailed();
            assertThat(get(port, "/metrics").body().lines())
                    .contains(
                            "cw_dns_zone_hosts " + (double) Zones.NAMES.size(),
                            "cw_dns_zone_serial 2026.0",
                            "cw_dns_zone_load_seconds 1.5",
                            "cw_dns_zone_stale 1.0",
                            "cw_dns_loads_total{outcome=\"success\"} 1.0",
                            "cw_dns_loads_total{outcome=\"failure\"} 1.0");
            assertThat(get(port, "/else").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void countsWhatItAnswers() throws Exception {
        try (TestServer server = TestServer.of(DATA)) {
            server.udp("httpbin.bar.global", Type.A);
            server.udp("httpbin.bar.global", Type.A);
            server.udp("nope.global", Type.AAAA);
            server.udp("many.bar.global", Type.A);
            server.dig("example.com", "MX", "+tcp");
            assertThat(server.udp(new byte[4])).isNull();
            assertThat(get(server.port("HTTP"), "/metrics").body().lines())
                    .contains(
                            "cw_dns_answers_total{rcode=\"NOERROR\",transport=\"udp\",type=\"A\"} 3.0",
                            "cw_dns_answers_total{rcode=\"NXDOMAIN\",transport=\"udp\",type=\"AAAA\"} 1.0",
                            "cw_dns_answers_total{rcode=\"REFUSED\",transport=\"tcp\",type=\"OTHER\"} 1.0",
                            "cw_dns_losses_total{reason=\"truncated\",transport=\"udp\"} 1.0",
                            "cw_dns_losses_total{reason=\"ignored\",transport=\"udp\"} 1.0");
        }
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void saysWhatToDoWhenAPortIsTaken() throws Exception {
        try (TestServer server = TestServer.of(DATA);
                var udp = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            for (int port : List.of(server.port(), udp.getLocalPort())) {
                var options = new DnsServer.Options(List.of(new ListenAddress("127.0.0.1", port)), null, null, 0);
                assertThatThrownBy(() -> DnsServer.bind(options, InstantSource.system()))
                        .isInstanceOf(BindFailed.class)
                        .hasMessage("cannot listen on 127.0.0.1:" + port + " for DNS: another process has this port"
                                + " already; 'ss -lntup sport = :" + port
                                + "' shows which one: stop it, or choose another port");
            }
            for (boolean grpc : List.of(true, false)) {
                var taken = new ListenAddress("127.0.0.1", server.port());
                var options =
                        new DnsServer.Options(List.of(TestServer.FREE), grpc ? taken : null, grpc ? null : taken, 0);
                assertThatThrownBy(() -> {
                            try (DnsServer other = DnsServer.bind(options, InstantSource.system())) {
                                other.serve(Zone.of(DATA));
                            }
                        })
                        .isInstanceOf(BindFailed.class)
                        .hasMessageContaining("another process has this port already");
            }
        }
    }

    @Test
    void saysWhatToDoWhenAnAddressIsNone() {
        for (String host : List.of("192.0.2.1", "no-such-host.invalid")) {
            var options = new DnsServer.Options(List.of(new ListenAddress(host, 0)), null, null, 0);
            assertThatThrownBy(() -> DnsServer.bind(options, InstantSource.system()))
                    .isInstanceOf(BindFailed.class)
                    .hasMessageContaining(
                            host.startsWith("192") ? "this machine has no such address" : "neither an address");
        }
    }
}
