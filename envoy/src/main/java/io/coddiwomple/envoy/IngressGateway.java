package io.coddiwomple.envoy;

import io.coddiwomple.resource.ResourceKey;
import java.util.List;
import java.util.Map;

/** A Gateway. */
record IngressGateway(ResourceKey key, Map<String, String> selector, List<Server> servers) {

    enum Mode {
        /** No TLS: HTTP or TCP. */
        PLAIN,
        PASSTHROUGH,
        AUTO_PASSTHROUGH
    }

    /** @param hosts without the namespace in front */
    record Server(int port, String portName, Protocol protocol, Mode mode, List<String> hosts) {}

    /** {@code namespace/name}, as VirtualServices name it. */
    String name() {
        return key.namespace() + "/" + key.name();
    }

    boolean selects(Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.entrySet());
    }
}
