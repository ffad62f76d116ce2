package io.coddiwomple.sandbox.netns;

import static io.coddiwomple.sandbox.netns.TestRun.PORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coddiwomple.sandbox.place.Placement.Forward;
import io.coddiwomple.sandbox.place.Placement.Outer;
import io.coddiwomple.sandbox.place.Placement.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Real namespaces, and real sockets in them. */
@Tag("peers")
class NamespacesTest {
    /** For what does not come. */
    private static final Duration SHORT = Duration.ofMillis(300);
    /** For what does. */
    private static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension
    final TestRun run = new TestRun();

    @Test
    void podsOfOneClusterReachEachOtherAndNoneOfAnother() throws Exception {
        NamespaceSpot client = run.plain("amsterdam", "client");
        NamespaceSpot near = run.plain("amsterdam", "near");
        NamespaceSpot far = run.plain("barcelona", "far");
        run.serve(near, "near");
        run.serve(far, "far");
        assertThat(Echo.call(client, near.address(), PORT)).isEqualTo("near " + client.address());
        assertThatThrownBy(() -> Echo.call(client, far.address(), PORT)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> Echo.call(far, near.address(), PORT)).isInstanceOf(ConnectException.class);
        assertThat(Echo.call(far, far.address(), PORT)).isEqualTo("far " + far.address());
    }

    @Test
    void nothingLeadsOut() throws Exception {
        NamespaceSpot client = run.plain("amsterdam", "client");
        for (String address : List.of("192.0.2.1", "169.254.1.1", "10.0.0.1", "240.0.0.1")) {
            assertThatThrownBy(() -> Echo.call(client, address, 80)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void outerAddressesLeadToTheListenersOfGatewaysFromEverywhere() throws Exception {
        NamespaceSpot gateway = run.plain(
                "amsterdam", "gateway", new Outer("203.0.113.7", 15443, PORT), new Outer("203.0.113.7", 443, PORT + 1));
        NamespaceSpot near = run.plain("amsterdam", "near");
        NamespaceSpot far = run.plain("barcelona", "far");
        run.serve(gateway, "one");
        run.serve(gateway, "two", gateway.application(PORT + 1));
        for (NamespaceSpot from : List.of(near, far)) {
            assertThat(Echo.call(from, "203.0.113.7", 15443)).isEqualTo("one " + from.address());
            assertThat(Echo.call(from, "203.0.113.7", 443)).isEqualTo("two " + from.address());
        }
        assertThat(Echo.call(gateway, "203.0.113.7", 443)).startsWith("two ");
        assertThatThrownBy(() -> Echo.call(far, "203.0.113.7", 80)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> Echo.call(far, gateway.address(), PORT)).isInstanceOf(ConnectException.class);
    }

    @Test
    void gatewaysOfOneClusterShareItsOuterAddressUntilOneIsGone() throws Exception {
        var outer = new Outer("203.0.113.7", 15443, PORT);
        NamespaceSpot one = run.plain("amsterdam", "one", outer);
        NamespaceSpot two = run.plain("amsterdam", "two", outer);
        NamespaceSpot far = run.plain("barcelona", "far");
        Echo first = run.serve(one, "one");
        run.serve(two, "two");
        assertThat(calls(far, "203.0.113.7", 15443, 100)).containsOnlyKeys("one", "two");
        first.close();
        one.close();
        assertThat(calls(far, "203.0.113.7", 15443, 20)).containsOnlyKeys("two");
        assertThatThrownBy(() -> run.plain("barcelona", "gateway", outer))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("203.0.113.7:15443");
        assertThat(calls(far, "203.0.113.7", 15443, 20)).containsOnlyKeys("two");
    }

    @Test
    void refusesOuterAddressesThatLeadNowhere() {
        for (String address : List.of("127.0.0.1", "0.0.0.0", "224.0.0.1", "169.254.7.7", "fd00::1", "100.64.0.9")) {
            assertThatThrownBy(() -> run.plain("amsterdam", "gateway", new Outer(address, 15443, 15443)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(address);
        }
    }

    @Test
    void clusterAddressesLeadToTargetsEvenlyAndOnlyInTheirCluster() throws Exception {
        NamespaceSpot client = run.plain("amsterdam", "client");
        NamespaceSpot stranger = run.plain("barcelona", "stranger");
        var targets = new ArrayList<Target>();
        for (String name : List.of("a", "b", "c")) {
            NamespaceSpot spot = run.plain("amsterdam", name);
            run.serve(spot, name);
            targets.add(new Target(spot.address(), PORT));
        }
        var web = new Forward("web.shop.svc.cluster.local", "10.96.0.10", 80, targets);
        var none = new Forward("none.shop.svc.cluster.local", "10.96.0.11", 80, List.of());
        run.namespaces().services("amsterdam", List.of(web, none));
        Map<String, Integer> counts = calls(client, "10.96.0.10", 80, 600);
        // 200 each; 5 standard deviations are 58, which a fair choice passes once in a million runs.
        assertThat(counts).hasSize(3);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(142, 258));
        assertThatThrownBy(() -> Echo.call(client, "10.96.0.11", 80)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> Echo.call(stranger, "10.96.0.10", 80)).isInstanceOf(ConnectException.class);

        run.namespaces()
                .services("amsterdam", List.of(new Forward(web.name(), web.address(), 80, targets.subList(0, 1))));
        assertThat(calls(client, "10.96.0.10", 80, 20)).containsOnlyKeys("a");
    }

    @Test
    void podsReachThemselvesThroughTheirService() throws Exception {
        NamespaceSpot pod = run.plain("amsterdam", "pod");
        run.serve(pod, "pod");
        run.namespaces()
                .services(
                        "amsterdam",
                        List.of(new Forward(
                                "web.shop.svc.cluster.local",
                                "10.96.0.10",
                                80,
                                List.of(new Target(pod.address(), PORT)))));
        assertThat(Echo.call(pod, "10.96.0.10", 80)).startsWith("pod ");
    }

    @Test
    void whatIsCutOffLosesPacketsUntilItIsReconnected() throws Exception {
        NamespaceSpot client = run.plain("amsterdam", "client");
        NamespaceSpot server = run.plain("amsterdam", "server", new Outer("203.0.113.7", 15443, PORT));
        NamespaceSpot other = run.plain("amsterdam", "other");
        run.serve(server, "server");
        run.serve(other, "other");
        try (Socket open = Echo.connect(client, server.address(), PORT, LONG)) {
            assertThat(Echo.line(open)).startsWith("server");
            server.cutOff();
            assertTimesOut(client, server.address(), PORT);
            assertTimesOut(client, "203.0.113.7", 15443);
            assertTimesOut(server, other.address(), PORT);
            open.getOutputStream().write('x');
            open.setSoTimeout(Math.toIntExact(SHORT.toMillis()));
            assertThatThrownBy(() -> open.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            assertThat(Echo.call(client, other.address(), PORT)).startsWith("other");

            server.reconnect();
            open.setSoTimeout(Math.toIntExact(LONG.toMillis()));
            assertThat(open.getInputStream().read()).isEqualTo('x');
            assertThat(Echo.call(client, server.address(), PORT)).startsWith("server");
        }
    }

    private static void assertTimesOut(NamespaceSpot from, String address, int port) {
        assertThatThrownBy(() -> Echo.connect(from, address, port, SHORT).close())
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void tenWorkloadsArePlacedAtTheSameTime() throws Exception {
        var placing = new ArrayList<Future<NamespaceSpot>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                String workload = "workload" + i;
                placing.add(threads.submit(() -> run.sidecar("amsterdam", workload)));
            }
        }
        var addresses = new ArrayList<String>();
        for (Future<NamespaceSpot> place : placing) {
            addresses.add(place.get().address());
        }
        assertThat(addresses).doesNotHaveDuplicates();
        NamespaceSpot client = run.plain("amsterdam", "client");
        for (Future<NamespaceSpot> place : placing) {
            run.serve(place.get(), "inbound", place.get().reach("0.0.0.0", 15006));
            assertThat(Echo.call(client, place.get().address(), PORT)).startsWith("inbound");
        }
    }

    @Test
    void closingWhileWorkloadsArePlacedLeavesNothing() throws Exception {
        var placing = new ArrayList<Future<NamespaceSpot>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                String workload = "workload" + i;
                var outer = new Outer("203.0.113.7", 15000 + i, PORT);
                placing.add(threads.submit(() -> run.plain("amsterdam", workload, outer)));
            }
            placing.getFirst().get();
            run.namespaces().close();
        }
        assertThat(Leftovers.of(TestRun.NAME)).isEmpty();
        for (Future<NamespaceSpot> place : placing) {
            if (place.state() == Future.State.SUCCESS) {
                place.get().close();
            } else {
                assertThat(place.exceptionNow()).isInstanceOfAny(IOException.class, IllegalStateException.class);
            }
        }
    }

    @Test
    void namesOfWorkloadsNeedNotBeNamesOfNamespaces() throws Exception {
        NamespaceSpot strange = run.plain("a/../b", "X $y");
        NamespaceSpot alike = run.plain("a/../b", "x.$Y");
        assertThat(strange.namespace()).matches("cw-test-[a-z0-9.-]+");
        assertThat(alike.namespace()).isNotEqualTo(strange.namespace());
        run.serve(strange, "strange");
        assertThat(Echo.call(alike, strange.address(), PORT)).startsWith("strange");
    }

    @Test
    void aPlaceThatWasGivenBackIsGoneAndCanBeTakenAgain() throws Exception {
        NamespaceSpot first = run.plain("amsterdam", "app");
        NamespaceSpot client = run.plain("amsterdam", "client");
        first.cutOff();
        first.close();
        first.close();
        assertThat(NetNamespace.NAMES.resolve(first.namespace())).doesNotExist();
        assertThat(NetNamespace.FILES.resolve(first.namespace())).doesNotExist();
        assertThatThrownBy(() -> first.sockets().open()).isInstanceOf(IOException.class);
        NamespaceSpot second = run.plain("amsterdam", "app");
        assertThat(second.namespace()).isEqualTo(first.namespace());
        run.serve(second, "second");
        assertThat(Echo.call(client, second.address(), PORT)).startsWith("second");
    }

    @Test
    void saysWhichAddressCannotBeListenedOn() throws Exception {
        NamespaceSpot spot = run.plain("amsterdam", "app");
        assertThatThrownBy(() -> spot.sockets().listen(spot.reach("203.0.113.9", PORT)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("203.0.113.9:8080")
                .hasMessageContaining(spot.namespace());
    }

    /** How often each server answered. */
    private static Map<String, Integer> calls(NamespaceSpot from, String address, int port, int count)
            throws IOException {
        var answers = new TreeMap<String, Integer>();
        for (int i = 0; i < count; i++) {
            String answer = Echo.call(from, address, port);
            answers.merge(answer.substring(0, answer.indexOf(' ')), 1, Integer::sum);
        }
        return answers;
    }
}
