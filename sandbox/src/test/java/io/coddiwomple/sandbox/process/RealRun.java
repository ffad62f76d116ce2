package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.envoy.xds.ConfigServer;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run folder, a control plane and proxies of a test, and that nothing is left of them. */
final class RealRun implements AutoCloseable {
    /** An address of this machine that no other test has. */
    static final String ADDRESS = "127.78." + ProcessHandle.current().pid() % 250 + ".1";

    private final Path runtime;
    final List<String> said = new CopyOnWriteArrayList<>();
    final RunFolder folder;
    final ConfigServer server;
    final Proxies proxies;
    final Path xds;

    private RealRun(Path runtime, EnvoyBinary envoy) throws IOException, InterruptedException {
        this.runtime = runtime;
        var surroundings = new Surroundings(
                Map.of("XDG_RUNTIME_DIR", runtime.toString(), "PATH", System.getenv("PATH")), Path.of("/"));
        folder = RunFolder.open(surroundings, List.of(), said::add);
        xds = folder.path().resolve("xds");
        server = ConfigServer.start(UnixDomainSocketAddress.of(xds));
        proxies = Proxies.open(envoy, folder, surroundings, said::add);
    }

    static RealRun open(Path runtime) throws IOException, InterruptedException {
        return new RealRun(runtime, EnvoyForTests.envoy());
    }

    ProxyProcess start(String name, String node) throws IOException {
        return proxies.start(new ProxySpec(name, node, xds, folder.folder(name), words -> words));
    }

    @Override
    public void close() throws IOException {
        List<Long> pids = proxies.all().stream()
                .flatMap(proxy -> proxy.pid().stream().boxed())
                .toList();
        proxies.close();
        server.close();
        folder.close();
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(runtime).isEmptyDirectory();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("cw-"));
    }
}
