package io.coddiwomple.envoy;

import io.coddiwomple.envoy.TrafficPolicy.ClientTls;
import io.coddiwomple.envoy.TrafficPolicy.ConnectionPool;
import io.coddiwomple.envoy.TrafficPolicy.Levels;
import io.coddiwomple.envoy.TrafficPolicy.LoadBalancer;
import io.coddiwomple.envoy.TrafficPolicy.LocalitySetting;
import io.coddiwomple.envoy.TrafficPolicy.OutlierDetection;
import io.coddiwomple.envoy.TrafficPolicy.Simple;
import io.coddiwomple.envoy.TrafficPolicy.TlsMode;
import io.coddiwomple.envoy.TrafficPolicy.Warmup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads DestinationRules. */
final class RuleReader {
    private RuleReader() {}

    static DestinationRule read(Tree spec) {
        String host = spec.text("host");
        if (host.contains("*")) {
            spec.refuse("host", "is " + host + "; rules for several hosts at once are not translated");
        } else if (!host.contains(".")) {
            spec.refuse("host", "is " + host + "; short names are not translated, give the full one");
        }
        Levels policy = levels(spec.child("trafficPolicy"));
        var subsets = new ArrayList<DestinationRule.Subset>();
        for (Tree subset : spec.children("subsets")) {
            try (subset) {
                subsets.add(new DestinationRule.Subset(
                        subset.text("name"), subset.textMap("labels"), levels(subset.child("trafficPolicy"))));
            }
        }
        return new DestinationRule(spec.resource(), host, spec.texts("exportTo"), policy, List.copyOf(subsets));
    }

    private static Levels levels(@Nullable Tree tree) {
        if (tree == null) {
            return Levels.NONE;
        }
        try (tree) {
            Map<Integer, TrafficPolicy> ports = new HashMap<>();
            for (Tree setting : tree.children("portLevelSettings")) {
                try (setting) {
                    Tree port = setting.child("port");
                    if (port == null) {
                        setting.refuse("port", "is missing");
                        continue;
                    }
                    try (port) {
                        ports.putIfAbsent(port.count("number", 0), policy(setting));
                    }
                }
            }
            return new Levels(policy(tree), Map.copyOf(ports));
        }
    }

    private static TrafficPolicy policy(Tree tree) {
        return new TrafficPolicy(
                pool(tree.child("connectionPool")),
                balancer(tree.child("loadBalancer")),
                outliers(tree.child("outlierDetection")),
                tls(tree.child("tls")));
    }

    private static @Nullable ConnectionPool pool(@Nullable Tree pool) {
        if (pool == null) {
            return null;
        }
        Duration connectTimeout = null;
        int connections = 0;
        int requests = 0;
        int requestsPerConnection = 0;
        Duration interval = null;
        Duration timeout = null;
        try (pool) {
            Tree tcp = pool.child("tcp");
            if (tcp != null) {
                try (tcp) {
                    connectTimeout = tcp.duration("connectTimeout");
                    connections = tcp.count("maxConnections", 0);
                }
            }
            Tree http = pool.child("http");
            if (http != null) {
                try (http) {
                    requests = http.count("http2MaxRequests", 0);
                    requestsPerConnection = http.count("maxRequestsPerConnection", 0);
                    Tree keepAlive = http.child("http2KeepAlive");
                    if (keepAlive != null) {
                        try (keepAlive) {
                            interval = keepAlive.duration("interval");
                            timeout = keepAlive.duration("timeout");
                        }
                    }
                }
            }
        }
        return new ConnectionPool(connectTimeout, connections, requests, requestsPerConnection, interval, timeout);
    }

    private static @Nullable LoadBalancer balancer(@Nullable Tree balancer) {
        if (balancer == null) {
            return null;
        }
        try (balancer) {
            Simple simple = switch (balancer.text("simple")) {
                case "", "UNSPECIFIED" -> null;
                case "LEAST_REQUEST", "LEAST_CONN" -> Simple.LEAST_REQUEST;
                case "ROUND_ROBIN" -> Simple.ROUND_ROBIN;
                case "RANDOM" -> Simple.RANDOM;
                case String other -> {
                    balancer.refuse("simple", "is " + other + ", which is not translated");
                    yield null;
                }
            };
            String header = null;
            Tree hash = balancer.child("consistentHash");
            if (hash != null) {
                try (hash) {
                    header = hash.text("httpHeaderName");
                    if (header.isEmpty()) {
                        hash.refuse("httpHeaderName", "is missing; other hashes are not translated");
                    }
                }
            }
            return new LoadBalancer(
                    simple, warmup(balancer.child("warmup")), header, locality(balancer.child("localityLbSetting")));
        }
    }

    private static @Nullable Warmup warmup(@Nullable Tree warmup) {
        if (warmup == null) {
            return null;
        }
        try (warmup) {
            Duration duration = warmup.duration("duration");
            Double aggression = warmup.decimal("aggression");
            Double minimum = warmup.decimal("minimumPercent");
            if (duration == null) {
                warmup.refuse("duration", "is missing");
                return null;
            }
            return new Warmup(duration, aggression == null ? 1 : aggression, minimum == null ? 10 : minimum);
        }
    }

    private static @Nullable LocalitySetting locality(@Nullable Tree locality) {
        if (locality == null) {
            return null;
        }
        try (locality) {
            List<TrafficPolicy.Distribution> distribute = new ArrayList<>();
            for (Tree one : locality.children("distribute")) {
                try (one) {
                    distribute.add(new TrafficPolicy.Distribution(one.text("from"), one.countMap("to")));
                }
            }
            List<TrafficPolicy.Failover> failover = new ArrayList<>();
            for (Tree one : locality.children("failover")) {
                try (one) {
                    failover.add(new TrafficPolicy.Failover(one.text("from"), one.text("to")));
                }
            }
            List<String> priority = locality.texts("failoverPriority");
            for (String label : priority) {
                if (!label.contains("=") && (label.startsWith("topology.") || label.startsWith("kubernetes.io/"))) {
                    locality.refuse("failoverPriority", "names " + label + "; ranks by topology are not translated");
                }
            }
            return new LocalitySetting(
                    locality.flag("enabled", true),
                    locality.has("distribute") ? List.copyOf(distribute) : null,
                    locality.has("failover") ? List.copyOf(failover) : null,
                    locality.has("failoverPriority") ? List.copyOf(priority) : null);
        }
    }

    private static @Nullable OutlierDetection outliers(@Nullable Tree outliers) {
        if (outliers == null) {
            return null;
        }
        try (outliers) {
            return new OutlierDetection(
                    boxed(outliers, "consecutive5xxErrors"),
                    boxed(outliers, "consecutiveGatewayErrors"),
                    outliers.flag("splitExternalLocalOriginErrors", false),
                    outliers.count("consecutiveLocalOriginFailures", 0),
                    outliers.duration("interval"),
                    outliers.duration("baseEjectionTime"),
                    outliers.count("maxEjectionPercent", 0),
                    outliers.count("minHealthPercent", 0));
        }
    }

    private static @Nullable Integer boxed(Tree tree, String name) {
        int count = tree.count(name, -1);
        return count < 0 ? null : count;
    }

    private static @Nullable ClientTls tls(@Nullable Tree tls) {
        if (tls == null) {
            return null;
        }
        try (tls) {
            TlsMode mode = switch (tls.text("mode")) {
                case "", "DISABLE" -> TlsMode.DISABLE;
                case "ISTIO_MUTUAL" -> TlsMode.ISTIO_MUTUAL;
                case String other -> {
                    tls.refuse(
                            "mode",
                            "is " + other + "; certificates of the user's own are not translated, only DISABLE"
                                    + " and ISTIO_MUTUAL are");
                    yield TlsMode.DISABLE;
                }
            };
            return new ClientTls(mode, tls.text("sni"), tls.texts("subjectAltNames"));
        }
    }
}
