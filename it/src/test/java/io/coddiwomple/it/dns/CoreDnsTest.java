package io.coddiwomple.it.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.dns.DnsServer;
import io.coddiwomple.dns.ListenAddress;
import io.coddiwomple.dns.Zone;
import io.coddiwomple.dns.ZoneData;
import io.coddiwomple.it.mesh.Peers;
import io.coddiwomple.model.IpAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster's CoreDNS that leaves the suffix to our server, by either of its plugins. */
@Tag("peers")
class CoreDnsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void needsCoreDns() {
        Peers.need(List.of("coredns"), List.of("dig"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "forward"})
    void passesQuestionsOnAndAnswersBack(String plugin) throws Exception {
        int grpc = NameServer.freePort();
        var options = new DnsServer.Options(
                List.of(new ListenAddress("127.0.0.1", 0)), new ListenAddress("127.0.0.1", grpc), null, 0);
        try (DnsServer own = DnsServer.bind(options, InstantSource.system())) {
            own.serve(Zone.of(zone(1, Map.of())));
            int target =
                    plugin.equals("grpc") ? grpc : own.addresses().getFirst().getPort();
            int port = NameServer.freePort();
            Files.writeString(folder.resolve("Corefile"), """
                    global:%d {
                        bind 127.0.0.1
                        errors
                        %s . 127.0.0.1:%d
                    }
                    """.formatted(port, plugin, target));
            try (NameServer coredns = NameServer.start(
                    folder, port, "global", List.of(Peers.program("coredns").toString(), "-conf", "Corefile"))) {
                InetSocketAddress at = coredns.address();
                assertThat(NameServer.dig(at, "HttpBin.bar.global", "+short")).isEqualTo("240.0.0.1\n");
                assertThat(NameServer.dig(at, "httpbin.bar.global", "AAAA", "+short"))
                        .isEqualTo("fd00::1\n");
                assertThat(NameServer.dig(at, "a.b.wild.global", "+short")).isEqualTo("240.0.0.2\n");
                assertThat(NameServer.dig(at, "a.wild.global", "AAAA"))
                        .contains("status: NOERROR", "ANSWER: 0, AUTHORITY: 1", "SOA\tns.dns.global.");
                assertThat(NameServer.dig(at, "bar.global")).contains("status: NOERROR", "ANSWER: 0, AUTHORITY: 1");
                assertThat(NameServer.dig(at, "nope.global")).contains("status: NXDOMAIN", "SOA\tns.dns.global.");
                assertThat(NameServer.dig(at, "nope.global", "TXT", "+tcp")).contains("status: NXDOMAIN");
                assertThat(NameServer.dig(at, "many.global", "+short", "+noedns")
                                .lines())
                        .hasSize(100);
                assertThat(NameServer.dig(at, "many.global", "+noedns", "+ignore"))
                        .contains("flags: qr aa tc");
                // A name is answered as soon as it is there, and no longer than it is.
                own.replace(Zone.of(zone(2, Map.of("new.bar.global", List.of("240.0.0.3")))));
                assertThat(NameServer.dig(at, "new.bar.global", "+short")).isEqualTo("240.0.0.3\n");
                own.replace(Zone.of(zone(3, Map.of())));
                assertThat(NameServer.dig(at, "new.bar.global")).contains("status: NXDOMAIN");
                assertThat(coredns.log()).doesNotContain("[ERROR]");
            }
        }
    }

    private static ZoneData zone(int serial, Map<String, List<String>> more) {
        var hosts = new TreeMap<String, List<IpAddress>>();
        hosts.put("httpbin.bar.global", addresses(List.of("240.0.0.1", "fd00::1")));
        hosts.put("*.wild.global", addresses(List.of("240.0.0.2")));
        hosts.put(
                "many.global",
                addresses(IntStream.range(0, 100).mapToObj(i -> "240.1.0." + i).toList()));
        more.forEach((host, texts) -> hosts.put(host, addresses(texts)));
        return new ZoneData(new TreeSet<>(List.of("global")), hosts, List.of(), 30, serial, List.of());
    }

    private static List<IpAddress> addresses(List<String> texts) {
        return texts.stream().map(text -> IpAddress.parse(text).orElseThrow()).toList();
    }
}
