package io.coddiwomple.sandbox.netns;

import static io.coddiwomple.sandbox.netns.TestRun.PORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coddiwomple.dns.ZoneData;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.sandbox.place.Placement.Forward;
import io.coddiwomple.sandbox.place.Placement.Outer;
import io.coddiwomple.sandbox.place.Placement.Target;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What programs in namespaces resolve: real dig, the C library's own resolver, real curl. */
@Tag("peers")
class NamesTest {
    private static final String WEB = "web.shop.svc.cluster.local";

    @RegisterExtension
    final TestRun run = new TestRun();

    private static String in(NamespaceSpot spot, String... words) throws IOException {
        var all = new ArrayList<>(List.of("ip", "netns", "exec", spot.namespace()));
        all.addAll(List.of(words));
        return Tool.run(all, "");
    }

    private static String dig(NamespaceSpot spot, String... words) throws IOException {
        var all = new ArrayList<>(List.of("dig", "+tries=1", "+time=2"));
        all.addAll(List.of(words));
        return in(spot, all.toArray(String[]::new));
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    @Test
    void everyClusterResolvesTheNamesOfItsOwnServices() throws Exception {
        NamespaceSpot here = run.plain("amsterdam", "app");
        run.namespaces().services("amsterdam", List.of(new Forward(WEB, "10.96.0.10", 80, List.of())));
        run.namespaces().services("barcelona", List.of(new Forward(WEB, "10.96.0.99", 80, List.of())));
        NamespaceSpot there = run.plain("barcelona", "app");
        assertThat(dig(here, "+short", WEB)).isEqualTo("10.96.0.10");
        assertThat(dig(here, "+short", "+tcp", WEB)).isEqualTo("10.96.0.10");
        assertThat(dig(there, "+short", WEB)).isEqualTo("10.96.0.99");
        assertThat(in(here, "getent", "ahostsv4", WEB)).startsWith("10.96.0.10 ");
        assertThat(dig(here, "other.shop.svc.cluster.local")).contains("status: NXDOMAIN");
        assertThat(dig(here, "example.com")).contains("status: REFUSED");

        run.namespaces().services("amsterdam", List.of(new Forward("new." + WEB, "10.96.0.11", 80, List.of())));
        assertThat(dig(here, "+short", "new." + WEB)).isEqualTo("10.96.0.11");
        assertThat(dig(here, "+short", WEB)).isEmpty();
    }

    @Test
    void aResolverAnswersItsOwnClusterOnly() throws Exception {
        run.plain("amsterdam", "app");
        NamespaceSpot stranger = run.plain("barcelona", "app");
        assertThatThrownBy(() -> dig(stranger, "@" + Addresses.resolver(1), WEB))
                .isInstanceOf(IOException.class);
        assertThat(dig(stranger, "@" + Addresses.resolver(2), WEB)).contains("status: ");
    }

    @Test
    void aGatewaysNameLeadsToItFromEverywhere() throws Exception {
        NamespaceSpot far = run.plain("barcelona", "far");
        NamespaceSpot gateway = run.plain("amsterdam", "gateway", new Outer("GW.Example.com.", 15443, PORT));
        NamespaceSpot late = run.plain("copenhagen", "late");
        run.serve(gateway, "gateway");
        for (NamespaceSpot from : List.of(far, late)) {
            String address = dig(from, "+short", "gw.example.com");
            assertThat(Echo.call(from, address, 15443)).isEqualTo("gateway " + from.address());
        }
    }

    @Test
    void furtherNamesAreAddedToThese() throws Exception {
        NamespaceSpot app = run.plain("amsterdam", "app");
        NamespaceSpot stranger = run.plain("barcelona", "app");
        run.namespaces().services("amsterdam", List.of(new Forward(WEB, "10.96.0.10", 80, List.of())));
        var hosts = new TreeMap<>(Map.of("httpbin.bar.global", List.of(ip("240.1.2.3"))));
        run.namespaces()
                .names("amsterdam", new ZoneData(new TreeSet<>(List.of("global")), hosts, List.of(), 60, 1, List.of()));
        assertThat(dig(app, "+short", "httpbin.bar.global")).isEqualTo("240.1.2.3");
        assertThat(dig(app, "+short", WEB)).isEqualTo("10.96.0.10");
        assertThat(dig(stranger, "httpbin.bar.global")).contains("status: REFUSED");
    }

    @Test
    void theCurlThatIsPrintedWorksAsPrinted() throws Exception {
        NamespaceSpot app = run.plain("amsterdam", "app");
        NamespaceSpot web = run.plain("amsterdam", "web");
        run.namespaces()
                .services(
                        "amsterdam",
                        List.of(new Forward(WEB, "10.96.0.10", 8000, List.of(new Target(web.address(), PORT)))));
        try (ServerSocketChannel server = web.sockets().listen(web.application(PORT))) {
            Thread answering = Thread.ofVirtual().start(() -> answer(server));
            var words = new ArrayList<>(app.curl(WEB, 8000, "10.96.0.10"));
            words.addAll(List.of("-sS", "-m", "5", "http://" + WEB + ":8000/"));
            assertThat(Tool.run(words, "")).isEqualTo("hello");
            answering.join();
        }
    }

    private static void answer(ServerSocketChannel server) {
        try (Socket socket = server.accept().socket()) {
            byte[] request = new byte[1024];
            if (socket.getInputStream().read(request) > 0) {
                socket.getOutputStream()
                        .write("HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException unexpected) {
            throw new java.io.UncheckedIOException(unexpected);
        }
    }
}
