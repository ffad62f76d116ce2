package io.coddiwomple.envoy;

import io.coddiwomple.envoy.IngressGateway.Mode;
import io.coddiwomple.envoy.IngressGateway.Server;
import java.util.ArrayList;
import java.util.List;

/** Reads Gateways. */
final class GatewayReader {
    private GatewayReader() {}

    static IngressGateway read(Tree spec) {
        List<Server> servers = new ArrayList<>();
        for (Tree server : spec.children("servers")) {
            try (server) {
                read(server, servers);
            }
        }
        return new IngressGateway(spec.resource(), spec.textMap("selector"), List.copyOf(servers));
    }

    private static void read(Tree server, List<Server> servers) {
        List<String> hosts = new ArrayList<>();
        for (String host : server.texts("hosts")) {
            if (host.contains("/")) {
                server.refuse("hosts", "has " + host + "; namespaces in front of hosts are not translated");
            }
            hosts.add(host);
        }
        Tree port = server.child("port");
        if (port == null) {
            server.refuse("port", "is missing");
            return;
        }
        try (port) {
            Mode mode = mode(server);
            String text = port.text("protocol");
            Protocol protocol = Protocol.parse(text);
            boolean fits = protocol != null
                    && (mode == Mode.PLAIN
                            ? protocol == Protocol.TCP || protocol == Protocol.HTTP || protocol.isHttp2()
                            : protocol == Protocol.TLS);
            if (protocol == null || !fits) {
                port.refuse("protocol", "is " + text + ", which is not translated together with this tls");
                return;
            }
            servers.add(new Server(port.count("number", 0), port.text("name"), protocol, mode, List.copyOf(hosts)));
        }
    }

    private static Mode mode(Tree server) {
        Tree tls = server.child("tls");
        if (tls == null) {
            return Mode.PLAIN;
        }
        try (tls) {
            return switch (tls.text("mode")) {
                case "PASSTHROUGH" -> Mode.PASSTHROUGH;
                case "AUTO_PASSTHROUGH" -> Mode.AUTO_PASSTHROUGH;
                case String other -> {
                    tls.refuse(
                            "mode",
                            "is " + other + "; gateways that end TLS themselves are not translated, as their"
                                    + " certificates are in Secrets");
                    tls.text("credentialName");
                    yield Mode.PASSTHROUGH;
                }
            };
        }
    }
}
