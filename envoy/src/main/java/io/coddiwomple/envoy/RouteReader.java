package io.coddiwomple.envoy;

import io.coddiwomple.envoy.VirtualService.HttpMatch;
import io.coddiwomple.envoy.VirtualService.HttpRule;
import io.coddiwomple.envoy.VirtualService.Retries;
import io.coddiwomple.envoy.VirtualService.Target;
import io.coddiwomple.envoy.VirtualService.TcpRule;
import io.coddiwomple.envoy.VirtualService.TlsMatch;
import io.coddiwomple.envoy.VirtualService.TlsRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads VirtualServices. */
final class RouteReader {
    private RouteReader() {}

    static VirtualService read(Tree spec) {
        List<String> hosts = spec.texts("hosts");
        List<String> gateways = new ArrayList<>();
        for (String gateway : spec.texts("gateways")) {
            boolean full = gateway.contains("/") || gateway.equals(VirtualService.MESH);
            gateways.add(full ? gateway : spec.resource().namespace() + "/" + gateway);
        }
        var service = new VirtualService(
                spec.resource(),
                hosts,
                List.copyOf(gateways),
                spec.texts("exportTo"),
                http(spec),
                tls(spec),
                tcp(spec));
        if (service.forMesh() && gateways.size() > 1) {
            spec.refuse("gateways", "has mesh beside others, which is not translated");
        }
        if (service.forMesh() && (!service.tls().isEmpty() || !service.tcp().isEmpty())) {
            spec.refuse("spec speaks of tls or tcp in sidecars; only http is translated there");
        }
        return service;
    }

    private static List<HttpRule> http(Tree spec) {
        List<HttpRule> rules = new ArrayList<>();
        for (Tree rule : spec.children("http")) {
            try (rule) {
                List<HttpMatch> matches = new ArrayList<>();
                for (Tree match : rule.children("match")) {
                    try (match) {
                        matches.add(new HttpMatch(headers(match.child("headers")), match.count("port", 0)));
                    }
                }
                String authority = "";
                Tree rewrite = rule.child("rewrite");
                if (rewrite != null) {
                    try (rewrite) {
                        authority = rewrite.text("authority");
                    }
                }
                rules.add(new HttpRule(
                        List.copyOf(matches),
                        targets(rule),
                        retries(rule.child("retries")),
                        authority,
                        rule.duration("timeout")));
            }
        }
        return List.copyOf(rules);
    }

    private static Map<String, String> headers(@Nullable Tree headers) {
        Map<String, String> exact = new LinkedHashMap<>();
        if (headers == null) {
            return exact;
        }
        try (headers) {
            for (String name : headers.names()) {
                Tree value = headers.child(name);
                if (value != null) {
                    try (value) {
                        exact.put(name, value.text("exact"));
                        if (!value.has("exact")) {
                            value.refuse("exact", "is missing; other ways to match a header are not translated");
                        }
                    }
                }
            }
        }
        return exact;
    }

    private static @Nullable Retries retries(@Nullable Tree retries) {
        if (retries == null) {
            return null;
        }
        try (retries) {
            return new Retries(
                    retries.count("attempts", 0),
                    retries.text("retryOn"),
                    retries.duration("perTryTimeout"),
                    retries.flag("retryRemoteLocalities", false));
        }
    }

    private static List<TlsRule> tls(Tree spec) {
        List<TlsRule> rules = new ArrayList<>();
        for (Tree rule : spec.children("tls")) {
            try (rule) {
                List<TlsMatch> matches = new ArrayList<>();
                for (Tree match : rule.children("match")) {
                    try (match) {
                        matches.add(new TlsMatch(match.texts("sniHosts"), match.count("port", 0)));
                    }
                }
                rules.add(new TlsRule(List.copyOf(matches), single(rule)));
            }
        }
        return List.copyOf(rules);
    }

    private static List<TcpRule> tcp(Tree spec) {
        List<TcpRule> rules = new ArrayList<>();
        for (Tree rule : spec.children("tcp")) {
            try (rule) {
                List<Integer> ports = new ArrayList<>();
                for (Tree match : rule.children("match")) {
                    try (match) {
                        ports.add(match.count("port", 0));
                    }
                }
                rules.add(new TcpRule(List.copyOf(ports), single(rule)));
            }
        }
        return List.copyOf(rules);
    }

    private static List<Target> single(Tree rule) {
        List<Target> targets = targets(rule);
        if (targets.size() > 1) {
            rule.refuse("route", "has several destinations; of tcp and tls rules only those with one are translated");
        }
        return targets;
    }

    private static List<Target> targets(Tree rule) {
        List<Target> targets = new ArrayList<>();
        for (Tree route : rule.children("route")) {
            try (route) {
                int weight = route.count("weight", 0);
                Tree destination = route.child("destination");
                if (destination == null) {
                    route.refuse("destination", "is missing");
                    continue;
                }
                try (destination) {
                    int port = 0;
                    Tree number = destination.child("port");
                    if (number != null) {
                        try (number) {
                            port = number.count("number", 0);
                        }
                    }
                    String host = destination.text("host");
                    if (!host.contains(".")) {
                        destination.refuse(
                                "host", "is " + host + "; short names are not translated, give the full one");
                    }
                    targets.add(new Target(host, destination.text("subset"), port, weight));
                }
            }
        }
        if (targets.isEmpty()) {
            rule.refuse("route", "has no destination; other actions are not translated");
        }
        return List.copyOf(targets);
    }
}
