package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Subset;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The server names that Istio gives to clusters (istio 1.31 pilot/pkg/model/service.go, BuildDNSSrvSubsetKey). */
final class ServerName {
    private ServerName() {}

    /** {@code outbound_.8000_.v2_.httpbin.bar.svc.cluster.local}. */
    static String of(int port, @Nullable Subset subset, String host) {
        return "outbound_." + port + "_." + (subset == null ? "" : subset.name()) + "_." + host;
    }

    /**
     * The wildcards that hold all server names of some hosts, sorted. A host below another needs none of its own, and
     * one VirtualService may not have both (istio 1.31 pkg/config/validation/validation.go, "duplicate hosts").
     */
    static List<String> wildcards(Collection<String> hosts) {
        var names = new TreeSet<String>();
        for (String host : hosts) {
            if (hosts.stream().noneMatch(other -> host.endsWith("." + other))) {
                names.add("*." + host);
            }
        }
        return List.copyOf(names);
    }
}
