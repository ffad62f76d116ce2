package io.coddiwomple.install;

import java.util.Locale;
import java.util.Optional;

/** What answers the DNS queries of a cluster's pods, and how it is told who knows the global names. */
public enum StubKind {
    /** Istio's agent beside each proxy: no stub at all (istio@1.8.0 pilot/cmd/pilot-agent/main.go). */
    AGENT,
    /** A server block of a Corefile, with plugin {@code forward} (coredns@1.0.6 to 1.14 plugin/forward). */
    COREDNS,
    /** The same block in the ConfigMap that some distributions' Corefile imports. */
    COREDNS_CUSTOM,
    /** A server block with plugin {@code grpc} (coredns@1.5.0 notes/coredns-1.5.0.md). */
    COREDNS_GRPC,
    /** A server block with plugin {@code proxy}, gone with 1.5.0 (coredns@1.4.0 plugin.cfg, plugin/proxy/README.md). */
    COREDNS_PROXY,
    /** The ConfigMap of kube-dns (kubernetes/dns pkg/dns/config/config.go, pkg/dnsmasq/nanny.go). */
    KUBE_DNS,
    /** The same ConfigMap as NodeLocal DNSCache reads it (kubernetes/dns cmd/node-cache/app/configmap.go). */
    NODE_LOCAL_DNS;

    /** The name that users write: {@code kube-dns}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a server's address for DNS is written into it. */
    public boolean needsServer() {
        return switch (this) {
            case AGENT, COREDNS_GRPC -> false;
            case COREDNS, COREDNS_CUSTOM, COREDNS_PROXY, KUBE_DNS, NODE_LOCAL_DNS -> true;
        };
    }

    /** Whether a server's address for the plugin {@code grpc} is. */
    public boolean needsGrpcServer() {
        return this == COREDNS_GRPC;
    }

    /** Finds a kind by the name that users write. */
    public static Optional<StubKind> find(String word) {
        for (StubKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
