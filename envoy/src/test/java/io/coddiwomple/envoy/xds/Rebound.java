package io.coddiwomple.envoy.xds;

import io.coddiwomple.envoy.ProxyConfig;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.List;

/** A configuration whose listeners are bound to an address of their own, so that proxies can share a machine. */
final class Rebound {
    private Rebound() {}

    static ProxyConfig to(String address, ProxyConfig config) {
        List<Listener> listeners = config.listeners().stream()
                .map(listener -> listener.hasBindToPort() ? listener : rebound(listener, address))
                .toList();
        return new ProxyConfig(listeners, config.routes(), config.clusters(), config.endpoints(), config.secrets());
    }

    private static Listener rebound(Listener listener, String address) {
        Listener.Builder builder = listener.toBuilder();
        builder.getAddressBuilder().getSocketAddressBuilder().setAddress(address);
        return builder.build();
    }
}
