package io.coddiwomple.sandbox.loopback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which ports a program may listen on.
 *
 * @param first the lowest
 */
public record Ports(int first) {
    private static final int MOVED_BY = 20_000;
    private static final Path UNPRIVILEGED = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    private static final Path EFFECTIVE = Path.of("/proc/self/status");

    /** Those of this process (ip-sysctl.rst of the Linux kernel, {@code ip_unprivileged_port_start}). */
    public static Ports here() throws IOException {
        return new Ports(mayBindAll() ? 1 : unprivileged());
    }

    /**
     * The lowest port that needs no privilege. Read by lines, so with one large read: Files.readString begins with a single
     * byte, and the kernel gives nothing of such a number from any other place than its beginning.
     */
    static int unprivileged() throws IOException {
        return Integer.parseInt(Files.readAllLines(UNPRIVILEGED).getFirst().strip());
    }

    /** CAP_NET_BIND_SERVICE is bit 10 of the effective set. */
    private static boolean mayBindAll() throws IOException {
        return Files.readAllLines(EFFECTIVE).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .anyMatch(line -> (Long.parseUnsignedLong(
                                                line.substring(line.indexOf(':') + 1)
                                                        .strip(),
                                                16)
                                        >>> 10
                                & 1)
                        == 1);
    }

    /** The port itself, or one that stands for it. */
    public int bindable(int port) {
        return port < first ? port + MOVED_BY : port;
    }
}
