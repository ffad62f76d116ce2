package io.coddiwomple.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where virtual addresses come from.
 *
 * @param ipv4 null when hosts get no IPv4 address
 * @param ipv6 null when hosts get no IPv6 address
 * @param excluded ranges within the pool that are never handed out, beside those that belong to Istio
 */
public record AddressPool(@Nullable Cidr ipv4, @Nullable Cidr ipv6, List<Cidr> excluded) {
    public static final AddressPool DEFAULT =
            new AddressPool(Cidr.parse("240.0.0.0/4").orElseThrow(), null, List.of());
}
