package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Subset;
import org.jspecify.annotations.Nullable;

/** The server names that Istio gives to clusters (istio 1.31 pilot/pkg/model/service.go, BuildDNSSrvSubsetKey). */
final class ServerName {
    private ServerName() {}

    /** {@code outbound_.8000_.v2_.httpbin.bar.svc.cluster.local}. */
    static String of(int port, @Nullable Subset subset, String host) {
        return "outbound_." + port + "_." + (subset == null ? "" : subset.name()) + "_." + host;
    }
}
