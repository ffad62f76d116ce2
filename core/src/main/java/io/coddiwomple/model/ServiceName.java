package io.coddiwomple.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes service's full name, in lower case.
 *
 * @param domain the cluster's DNS domain, such as {@code cluster.local}
 */
public record ServiceName(String name, String namespace, String domain) implements Comparable<ServiceName> {
    /** {@code httpbin.bar.svc.cluster.local}. */
    public String fqdn() {
        return name + "." + namespace + ".svc." + domain;
    }

    /** Reads {@code <name>.<namespace>.svc.<domain>}; empty when the text has another form. */
    public static Optional<ServiceName> parse(String fqdn) {
        String[] labels = fqdn.split("\\.", 4);
        if (labels.length < 4 || !labels[2].equals("svc") || !Hostnames.isHost(fqdn)) {
            return Optional.empty();
        }
        return Optional.of(new ServiceName(labels[0], labels[1], labels[3]));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceName service
                && name.equals(service.name)
                && namespace.equals(service.namespace)
                && domain.equals(service.domain);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + namespace.hashCode()) + domain.hashCode();
    }

    @Override
    public int compareTo(ServiceName other) {
        return fqdn().compareTo(other.fqdn());
    }

    @Override
    public String toString() {
        return fqdn();
    }
}
