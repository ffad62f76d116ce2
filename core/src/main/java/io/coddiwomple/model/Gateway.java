package io.coddiwomple.model;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A gateway through which other clusters reach this one.
 *
 * @param address an IP address or a host name, as other clusters dial it
 * @param port the port that they dial, 1 to 65535
 * @param listenerPort the port on which the gateway's pods listen
 * @param namespace where its pods are
 * @param selector the labels of its pods, not empty
 * @param credentialName the Secret with a server certificate for shape {@code ingress}, or null
 */
public record Gateway(
        String address,
        int port,
        int listenerPort,
        String namespace,
        SortedMap<String, String> selector,
        @Nullable String credentialName) {}
