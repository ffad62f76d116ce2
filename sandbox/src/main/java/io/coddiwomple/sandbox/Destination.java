package io.coddiwomple.sandbox;

import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.sandbox.apps.Protocol;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** What a URL names, as a cluster knows it. */
record Destination(URI url, Protocol protocol, String host, int port, String address) {
    private static final List<String> SCHEMES =
            Arrays.stream(Protocol.values()).map(Protocol::scheme).toList();

    static Destination of(URI url, RunningCluster cluster, Placed from) throws Unknown {
        String scheme = String.valueOf(url.getScheme());
        Protocol protocol = null;
        for (Protocol one : Protocol.values()) {
            if (one.scheme().equals(scheme)) {
                protocol = one;
            }
        }
        String host = url.getHost();
        if (protocol == null || host == null) {
            throw new Unknown(
                    "\"" + url + "\" is not a URL with a host and one of the schemes " + String.join(", ", SCHEMES));
        }
        String namespace = from.workload().namespace();
        HostTable hosts = cluster.hosts(namespace);
        String address = hosts.address(host);
        if (address == null) {
            throw new Unknown("nobody in namespace " + namespace + " of cluster " + cluster.name() + " knows the name "
                    + host + Suggestion.ending(host, hosts.addresses().keySet()));
        }
        return new Destination(url, protocol, host, port(url, protocol), address);
    }

    private static int port(URI url, Protocol protocol) throws Unknown {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return switch (protocol) {
            case HTTP1, HTTP2 -> 80;
            case HTTPS -> 443;
            case GRPC, TCP, TLS -> throw new Unknown("\"" + url + "\" names no port");
        };
    }
}
