package io.coddiwomple.sandbox.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is outside of the namespaces: this machine's own network, and the threads of this process. */
@Tag("peers")
class HostTest {
    @RegisterExtension
    final TestRun run = new TestRun();

    @Test
    void theHostSeesNoneOfIt() throws Exception {
        String links = Tool.run(List.of("ip", "-o", "link"), "");
        String routes = Tool.run(List.of("ip", "route"), "");
        String forwarding = Files.readString(Path.of("/proc/sys/net/ipv4/ip_forward"));
        NamespaceSpot spot = run.sidecar("amsterdam", "app");
        run.serve(spot, "app");
        assertThat(Tool.run(List.of("ip", "-o", "link"), "")).isEqualTo(links);
        assertThat(Tool.run(List.of("ip", "route"), "")).isEqualTo(routes);
        assertThat(Files.readString(Path.of("/proc/sys/net/ipv4/ip_forward"))).isEqualTo(forwarding);
    }

    @Test
    void noThreadStaysWhereItOpenedSockets() throws Exception {
        NamespaceSpot spot = run.plain("amsterdam", "app");
        String home = Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
        spot.sockets().open().close();
        assertThatThrownBy(() -> spot.inside(() -> {
                    throw new IOException("refused");
                }))
                .hasMessage("refused");
        assertThat(spot.inside(() -> Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net"))))
                .isNotEqualTo(Path.of(home));
        assertThat(namespacesOfThreads()).containsOnly(home);
    }

    private static Set<String> namespacesOfThreads() throws IOException {
        var found = new TreeSet<String>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                try {
                    found.add(Files.readSymbolicLink(thread.resolve("ns/net")).toString());
                } catch (FileSystemException ended) {
                    await().until(() -> Files.notExists(thread));
                }
            }
        }
        return found;
    }
}
