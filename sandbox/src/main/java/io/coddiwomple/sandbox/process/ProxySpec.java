package io.coddiwomple.sandbox.process;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What one Envoy is to be.
 *
 * @param name as a user knows it, {@code <cluster>/<workload>}
 * @param node as {@link io.coddiwomple.envoy.Proxy#node} names it
 * @param xds the socket that its control plane listens on
 * @param folder for its files alone, as {@link RunFolder#folder} makes it: {@code envoy.log}, {@code bootstrap.json}, and
 *     the socket {@code admin}
 * @param command gives the words that run others in its place; the others have to become the process itself, as with
 *     {@code exec}
 */
public record ProxySpec(String name, String node, Path xds, Path folder, UnaryOperator<List<String>> command) {
    public ProxySpec {
        SocketPath.checked(xds);
        SocketPath.checked(folder.resolve("admin"));
        if (name.isEmpty() || node.isEmpty()) {
            throw new IllegalArgumentException("a proxy without a name: " + name + ", " + node);
        }
    }

    Path admin() {
        return folder.resolve("admin");
    }

    Path bootstrap() {
        return folder.resolve("bootstrap.json");
    }

    /** What it says. */
    public Path log() {
        return folder.resolve("envoy.log");
    }

    Bootstrap config() {
        int slash = name.indexOf('/');
        return new Bootstrap(node, slash < 0 ? name : name.substring(0, slash), xds, admin());
    }
}
