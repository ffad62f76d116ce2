package io.coddiwomple.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where a server listens.
 *
 * @param host as the user wrote it, without brackets
 * @param port 0 to 65535; 0 takes one that is free
 */
public record ListenAddress(String host, int port) {
    /** Reads {@code HOST:PORT}, where an IPv6 address stands in brackets; empty for any other form. */
    public static Optional<ListenAddress> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            return Optional.empty();
        }
        String host = text.substring(0, colon);
        String digits = text.substring(colon + 1);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        boolean number =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (host.isEmpty() || bracketed != host.contains(":") || !number || Integer.parseInt(digits) > 65_535) {
            return Optional.empty();
        }
        return Optional.of(new ListenAddress(host, Integer.parseInt(digits)));
    }

    /**
     * The address to bind.
     *
     * @throws UnknownHostException when the host is neither an address nor a name that resolves
     */
    InetSocketAddress resolve() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /** Whether who listens here leaves no room for another to listen there: {@code [::]} takes IPv4 as well. */
    public boolean covers(ListenAddress other) {
        boolean any = host.equals("::") || host.equals("0.0.0.0") && !other.host.contains(":");
        return port == other.port && port != 0 && (any || host.equals(other.host));
    }

    /** Whether the host is an address of this machine that no other one reaches; false for a name. */
    public boolean isLoopback() {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    /** {@code 127.0.0.1:1053} or {@code [::1]:1053}. */
    static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + shortened(host) + "]" : host) + ":" + address.getPort();
    }

    private static String shortened(String host) {
        int scope = host.indexOf('%');
        String literal = scope < 0 ? host : host.substring(0, scope);
        return io.coddiwomple.model.IpAddress.parse(literal)
                        .map(Object::toString)
                        .orElse(literal)
                + (scope < 0 ? "" : host.substring(scope));
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
