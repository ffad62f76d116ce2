package io.coddiwomple.it.mesh;

import io.coddiwomple.sandbox.netns.Opening;
import io.coddiwomple.sandbox.netns.SocketThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;

/** A network namespace as the sandbox makes them, for code that has no use for its errors, and with a thread of its own. */
final class NetNamespace implements AutoCloseable {
    private final io.coddiwomple.sandbox.netns.NetNamespace namespace;
    private final SocketThread thread;

    private NetNamespace(io.coddiwomple.sandbox.netns.NetNamespace namespace, SocketThread thread) {
        this.namespace = namespace;
        this.thread = thread;
    }

    static NetNamespace create(String name) {
        var thread = new SocketThread("netns " + name);
        var created = new NetNamespace(io.coddiwomple.sandbox.netns.NetNamespace.of(name, thread), thread);
        created.run(created.namespace::create);
        created.ip(List.of("link set lo up"));
        return created;
    }

    private interface Action {
        void run() throws IOException;
    }

    private void run(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException("in namespace " + name() + ": " + e.getMessage(), e);
        }
    }

    String name() {
        return namespace.name();
    }

    <T> T inside(Opening<T> task) {
        try {
            return namespace.inside(task);
        } catch (IOException e) {
            throw new UncheckedIOException("in namespace " + name() + ": " + e.getMessage(), e);
        }
    }

    SocketChannel socket() {
        return inside(SocketChannel::open);
    }

    /** A command line that runs {@code words} in here. */
    List<String> wrap(List<String> words) {
        return namespace.wrap(words);
    }

    /** {@code ip -n NAME -batch}: one line for each thing to set. */
    void ip(List<String> lines) {
        run(() -> namespace.ip(lines));
    }

    /** Replaces or adds rules, in the form of {@code iptables-save}. */
    void iptables(String rules) {
        run(() -> namespace.iptables(rules));
    }

    void set(String kernelSetting, String value) {
        run(() -> namespace.set(kernelSetting, value));
    }

    /** Name resolution for the programs that run in here. */
    void resolve(String resolvConf, String hosts) {
        run(() -> namespace.files(Map.of("resolv.conf", resolvConf, "hosts", hosts)));
    }

    /** Ends what runs in here, too. */
    @Override
    public void close() {
        run(namespace::close);
        thread.close();
    }
}
