package io.coddiwomple.model;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The egress gateway that calls to other clusters pass.
 *
 * @param selector the labels of its pods, not empty
 * @param service its Kubernetes service, which applications' proxies dial at port 15443
 */
public record Egress(SortedMap<String, String> selector, ServiceName service) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Egress egress && selector.equals(egress.selector) && service.equals(egress.service);
    }

    @Override
    public int hashCode() {
        return 31 * selector.hashCode() + service.hashCode();
    }
}
