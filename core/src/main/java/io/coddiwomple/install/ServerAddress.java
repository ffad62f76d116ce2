package io.coddiwomple.install;

import io.coddiwomple.model.IpAddress;
import java.util.Optional;

/**
 * Where a DNS server listens.
 *
 * @param port 1 to 65535
 */
public record ServerAddress(IpAddress address, int port) {
    static final int DNS = 53;

    private static final int LARGEST_PORT = 65535;

    /** Reads {@code 10.96.0.53}, {@code 10.96.0.53:1053}, {@code fd00::35} or {@code [fd00::35]:1053}. */
    public static Optional<ServerAddress> parse(String text) {
        return parse(text, DNS);
    }

    /** The same, where the port must be said. */
    public static Optional<ServerAddress> parseWithPort(String text) {
        return parse(text, 0).filter(server -> server.port > 0);
    }

    private static Optional<ServerAddress> parse(String text, int otherwise) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0) {
                return Optional.empty();
            }
            String rest = text.substring(end + 1);
            return of(
                            text.substring(1, end),
                            rest.isEmpty() ? otherwise : rest.startsWith(":") ? port(rest.substring(1)) : -1)
                    .filter(server -> !server.address.isIpv4());
        }
        int colon = text.indexOf(':');
        return colon < 0 || colon != text.lastIndexOf(':')
                ? of(text, otherwise)
                : of(text.substring(0, colon), port(text.substring(colon + 1)));
    }

    private static Optional<ServerAddress> of(String address, int port) {
        return port < 0 ? Optional.empty() : IpAddress.parse(address).map(ip -> new ServerAddress(ip, port));
    }

    /** The port, or -1. */
    private static int port(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(digits);
        return port < 1 || port > LARGEST_PORT ? -1 : port;
    }

    /** As a stub names it: the address alone at port 53. */
    @Override
    public String toString() {
        if (port == DNS) {
            return address.toString();
        }
        return (address.isIpv4() ? address.toString() : "[" + address + "]") + ":" + port;
    }
}
