package io.coddiwomple.sandbox.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.envoy.Peers;
import io.coddiwomple.envoy.Proxy;
import io.coddiwomple.sandbox.place.Placement.Outer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Namespaces for one test, and servers in them; nothing of it may be left after the test. Where namespaces cannot be had
 * the test is skipped, or fails when {@code -Dpeers.required=true}.
 */
final class TestRun implements BeforeEachCallback, AfterEachCallback {
    static final String NAME = "test";
    /** Where servers listen unless they say otherwise. */
    static final int PORT = 8080;

    private static final Pattern OTHERS =
            Pattern.compile("ForkJoinPool|process reaper|VirtualThread|.*Poller|Cleaner|awaitility");

    private final List<Echo> servers = new ArrayList<>();
    private Set<String> threads = Set.of();
    private @Nullable Namespaces opened;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        threads = threads();
        try {
            opened = Namespaces.open(NAME, Privilege.ROOT);
        } catch (MissingRequirements missing) {
            Peers.stop(String.valueOf(missing.getMessage()));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        for (Echo server : servers) {
            server.close();
        }
        if (opened != null) {
            opened.close();
            assertThat(Leftovers.of(NAME)).isEmpty();
            await().untilAsserted(() -> assertThat(threads()).isSubsetOf(threads));
        }
    }

    /** Platform threads, but those of the JVM, which come when they are first needed, and of the test itself. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !OTHERS.matcher(name).lookingAt())
                .collect(Collectors.toSet());
    }

    Namespaces namespaces() {
        return Objects.requireNonNull(opened);
    }

    /** A workload whose traffic nobody captures. */
    NamespaceSpot plain(String cluster, String workload, Outer... outer) throws IOException {
        return namespaces().place(cluster, workload, Proxy.Role.GATEWAY, List.of(outer));
    }

    NamespaceSpot sidecar(String cluster, String workload) throws IOException {
        return namespaces().place(cluster, workload, Proxy.Role.SIDECAR, List.of());
    }

    Echo serve(NamespaceSpot spot, String name) throws IOException {
        return serve(spot, name, spot.application(PORT));
    }

    Echo serve(NamespaceSpot spot, String name, InetSocketAddress address) throws IOException {
        Echo server = Echo.at(spot, name, address);
        servers.add(server);
        return server;
    }
}
