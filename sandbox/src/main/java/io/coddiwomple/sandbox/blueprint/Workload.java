package io.coddiwomple.sandbox.blueprint;

import io.coddiwomple.sandbox.place.Placement.Outer;
import java.util.List;
import java.util.Map;

/**
 * A pod: a proxy and, unless it is a gateway, an application.
 *
 * @param name unique within its cluster
 * @param locality {@code region[/zone]}, empty when unknown
 * @param labels of the pod, without those that injection adds
 * @param ports that the application listens on
 * @param outer what other clusters dial, empty unless it is a gateway
 * @param asks the URL that a greeter asks, empty for all others
 */
public record Workload(
        Kind kind,
        String name,
        String namespace,
        String serviceAccount,
        String locality,
        Map<String, String> labels,
        List<AppPort> ports,
        List<Outer> outer,
        String asks) {
    public Workload {
        labels = Map.copyOf(labels);
        ports = List.copyOf(ports);
        outer = List.copyOf(outer);
    }

    /** What a workload is for. */
    public enum Kind {
        /** No application: a proxy that others pass. */
        GATEWAY,
        /** A client without ports. */
        SHELL,
        /** Answers with what it was asked. */
        ECHO,
        /** The part of httpbin that demonstrations use. */
        HTTPBIN,
        /** Asks a namer of another cluster for a name. */
        GREETER,
        /** Answers with a name. */
        NAMER
    }

    /**
     * A port of the application.
     *
     * @param number 1024 to 65535, so that nobody needs a privilege for it
     * @param protocol as {@code appProtocol} says it, such as {@code http}, {@code grpc}, {@code tcp} or {@code tls}
     */
    public record AppPort(int number, String protocol) {}

    /** {@code spiffe://<trust domain>/ns/<namespace>/sa/<service account>}. */
    public String identity(String trustDomain) {
        return "spiffe://" + trustDomain + "/ns/" + namespace + "/sa/" + serviceAccount;
    }
}
