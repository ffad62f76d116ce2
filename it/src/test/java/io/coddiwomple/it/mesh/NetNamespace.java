package io.coddiwomple.it.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A network namespace, and one thread of this process that lives in it and opens sockets for everyone else. */
final class NetNamespace implements AutoCloseable {
    static final Path NAMES = Path.of("/run/netns");
    /** Where {@code ip netns exec} finds a namespace's own resolv.conf and hosts. */
    static final Path FILES = Path.of("/etc/netns");

    private final String name;
    private final ExecutorService thread;

    private NetNamespace(String name) {
        this.name = name;
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("netns " + name).factory());
    }

    static NetNamespace create(String name) {
        Command.of("ip", "netns", "add", name).output();
        var namespace = new NetNamespace(name);
        namespace.inside(() -> {
            NamespaceSwitch.enter(NAMES.resolve(name));
            return name;
        });
        namespace.ip(List.of("link set lo up"));
        return namespace;
    }

    String name() {
        return name;
    }

    /** Runs the task on the thread that lives here; tasks run one after the other, so they should not wait. */
    <T> T inside(Callable<T> task) {
        try {
            return thread.submit(task).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("in namespace " + name + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    SocketChannel socket() {
        return inside(SocketChannel::open);
    }

    /** A command line that runs {@code words} in here. */
    List<String> wrap(List<String> words) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
        all.addAll(words);
        return all;
    }

    /** {@code ip -n NAME -batch}: one line for each thing to set. */
    void ip(List<String> lines) {
        Command.of("ip", "-n", name, "-batch", "-")
                .input(String.join("\n", lines) + "\n")
                .output();
    }

    /** Replaces or adds rules, in the form of {@code iptables-save}. */
    void iptables(String rules) {
        Command.of(wrap(List.of("iptables-restore", "--noflush", "--wait")))
                .input(rules)
                .output();
    }

    void set(String kernelSetting, String value) {
        inside(() -> Files.writeString(Path.of("/proc/sys").resolve(kernelSetting.replace('.', '/')), value));
    }

    /** Name resolution for the programs that run in here. */
    void resolve(String resolvConf, String hosts) {
        Path folder = FILES.resolve(name);
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("resolv.conf"), resolvConf);
            Files.writeString(folder.resolve("hosts"), hosts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processes that still run in here. */
    List<Long> processes() {
        return processes(name);
    }

    static List<Long> processes(String namespace) {
        return Command.of("ip", "netns", "pids", namespace)
                .output()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(Long::valueOf)
                .filter(pid -> pid != ProcessHandle.current().pid())
                .toList();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the thread of namespace " + name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(name);
    }

    static void delete(String namespace) {
        Command.of("ip", "netns", "delete", namespace).output();
        WorkFolder.delete(FILES.resolve(namespace));
    }
}
