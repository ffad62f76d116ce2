package io.coddiwomple.sandbox.netns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A network namespace with a name. Methods may be called from any thread. */
public final class NetNamespace implements AutoCloseable {
    /** Where {@code ip netns} keeps namespaces. */
    public static final Path NAMES = Path.of("/run/netns");
    /** Where {@code ip netns exec} finds files that stand in for those of /etc. */
    public static final Path FILES = Path.of("/etc/netns");

    private final String name;
    private final SocketThread sockets;

    private NetNamespace(String name, SocketThread sockets) {
        this.name = name;
        this.sockets = sockets;
    }

    /** One that is not there yet. */
    public static NetNamespace of(String name, SocketThread sockets) {
        return new NetNamespace(name, sockets);
    }

    public void create() throws IOException {
        Tool.run(List.of("ip", "netns", "add", name), "");
    }

    public String name() {
        return name;
    }

    public <T> T inside(Opening<T> opening) throws IOException {
        return sockets.inside(NAMES.resolve(name), opening);
    }

    /** A command line that runs {@code words} in here. */
    public List<String> wrap(List<String> words) {
        var all = new ArrayList<>(List.of(Tool.path("ip"), "netns", "exec", name));
        all.addAll(words);
        return all;
    }

    /** {@code ip -n NAME -batch}: one line for each thing to set. */
    public void ip(List<String> lines) throws IOException {
        Tool.run(List.of("ip", "-n", name, "-batch", "-"), String.join("\n", lines) + "\n");
    }

    /** Adds rules in the form of {@code iptables-save}; a chain that it declares is emptied first. */
    public void iptables(String rules) throws IOException {
        Tool.run(List.of("ip", "netns", "exec", name, Tool.path("iptables-restore"), "--noflush", "--wait"), rules);
    }

    /** Sets {@code net.…}. */
    public void set(String kernelSetting, String value) throws IOException {
        Path file = Path.of("/proc/sys").resolve(kernelSetting.replace('.', '/'));
        inside(() -> Files.writeString(file, value));
    }

    /** Files that programs in here see in place of those of /etc, by name. They must be there before a program is. */
    public void files(Map<String, String> textByName) throws IOException {
        Path folder = FILES.resolve(name);
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : textByName.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** Ends what runs in here, and removes it. Sockets that were opened in here keep it alive, nameless, until closed. */
    @Override
    public void close() throws IOException {
        remove(List.of(name));
    }

    /**
     * Does the same by names, whoever made them. What is gone already is no error, and files of a name that has no
     * namespace any more are removed, too.
     */
    public static void remove(List<String> names) throws IOException {
        Leftovers.remove(names);
    }
}
