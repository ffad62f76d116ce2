package io.coddiwomple.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import io.coddiwomple.envoy.VirtualService.HttpMatch;
import io.coddiwomple.envoy.VirtualService.HttpRule;
import io.coddiwomple.envoy.VirtualService.Retries;
import io.coddiwomple.envoy.VirtualService.Target;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns http rules into Envoy's routes (istiod's core/route/route.go and core/route/retry). */
final class HttpRoutes {
    /** What holds where no rule speaks of retries. */
    private static final Retries DEFAULT =
            new Retries(2, "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes", null, false);

    private final Scope scope;
    private final boolean anyPort;

    private HttpRoutes(Scope scope, boolean anyPort) {
        this.scope = scope;
        this.anyPort = anyPort;
    }

    /** A destination without a port is at the port that was called. */
    static HttpRoutes ofSidecar(Scope scope) {
        return new HttpRoutes(scope, false);
    }

    /** A destination without a port is at the service's only one, whatever was called. */
    static HttpRoutes ofGateway(Scope scope) {
        return new HttpRoutes(scope, true);
    }

    /** The routes of a virtual service for requests to a port, in the order in which they are tried. */
    List<Route> of(VirtualService service, int port) {
        List<Route> routes = new ArrayList<>();
        for (HttpRule rule : service.http()) {
            if (rule.matches().isEmpty()) {
                routes.add(route(RouteMatch.newBuilder().setPrefix("/"), rule, port));
                return routes;
            }
            for (HttpMatch match : rule.matches()) {
                if (match.port() != 0 && match.port() != port) {
                    continue;
                }
                routes.add(route(match(match), rule, port));
                if (match.headers().isEmpty()) {
                    // Nothing gets past it.
                    return routes;
                }
            }
        }
        return routes;
    }

    /** For a service without routes of its own. */
    Route plain(MeshService service, int port) {
        RouteAction.Builder action = RouteAction.newBuilder()
                .setCluster(Names.outbound(port, "", service.host()))
                .setTimeout(Durations.seconds(0))
                .setRetryPolicy(retries(DEFAULT, false));
        limitGrpc(action);
        hash(action, HashHeaders.of(scope.rule(service), port));
        return Route.newBuilder()
                .setName("default")
                .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                .setRoute(action)
                .build();
    }

    private static RouteMatch.Builder match(HttpMatch match) {
        RouteMatch.Builder builder = RouteMatch.newBuilder().setPrefix("/").setCaseSensitive(BoolValue.of(true));
        match.headers()
                .forEach((name, value) -> builder.addHeaders(HeaderMatcher.newBuilder()
                        .setName(name)
                        .setStringMatch(StringMatcher.newBuilder().setExact(value))));
        return builder;
    }

    private Route route(RouteMatch.Builder match, HttpRule rule, int port) {
        RouteAction.Builder action = RouteAction.newBuilder()
                .setTimeout(rule.timeout() == null ? Durations.seconds(0) : Durations.proto(rule.timeout()));
        limitGrpc(action);
        if (!rule.authority().isEmpty()) {
            action.setHostRewriteLiteral(rule.authority());
        }
        targets(action, rule.targets(), port);
        Retries retries = rule.retries() == null ? DEFAULT : rule.retries();
        if (retries.attempts() > 0) {
            // Among several destinations istiod does not look at the hash.
            action.setRetryPolicy(retries(retries, rule.targets().size() == 1 && action.getHashPolicyCount() > 0));
        }
        return Route.newBuilder().setMatch(match).setRoute(action).build();
    }

    private void targets(RouteAction.Builder action, List<Target> targets, int port) {
        if (targets.size() == 1) {
            Target target = targets.getFirst();
            action.setCluster(cluster(target, port));
            hash(action, target);
            return;
        }
        WeightedCluster.Builder weighted = WeightedCluster.newBuilder();
        for (Target target : targets) {
            if (target.weight() > 0) {
                weighted.addClusters(WeightedCluster.ClusterWeight.newBuilder()
                        .setName(cluster(target, port))
                        .setWeight(UInt32Value.of(target.weight())));
                hash(action, target);
            }
        }
        action.setWeightedClusters(weighted);
    }

    String cluster(Target target, int port) {
        return Names.outbound(portOf(target, port), target.subset(), target.host());
    }

    private int portOf(Target target, int port) {
        if (target.port() != 0) {
            return target.port();
        }
        MeshService service = scope.service(target.host());
        return anyPort && service != null && service.ports().size() == 1
                ? service.ports().getFirst().number()
                : port;
    }

    /** A call of gRPC may take as long as it says, but no longer than any other. */
    @SuppressWarnings("deprecation") // What istiod sets; the field that replaces it means something else for HTTP.
    private static void limitGrpc(RouteAction.Builder action) {
        action.setMaxGrpcTimeout(action.getTimeout());
    }

    private void hash(RouteAction.Builder action, Target target) {
        MeshService service = scope.service(target.host());
        if (service != null) {
            hash(action, HashHeaders.of(scope.rule(service), target));
        }
    }

    private static void hash(RouteAction.Builder action, @Nullable String header) {
        if (header != null) {
            action.addHashPolicy(RouteAction.HashPolicy.newBuilder()
                    .setHeader(RouteAction.HashPolicy.Header.newBuilder().setHeaderName(header)));
        }
    }

    /** @param hashed whether a header chooses the host, which another try is to reach too */
    private static RetryPolicy retries(Retries retries, boolean hashed) {
        RetryConditions conditions = RetryConditions.parse(retries.on().isEmpty() ? DEFAULT.on() : retries.on());
        RetryPolicy.Builder policy = RetryPolicy.newBuilder()
                .setRetryOn(conditions.on())
                .addAllRetriableStatusCodes(conditions.statuses())
                .setNumRetries(UInt32Value.of(retries.attempts()))
                .setHostSelectionRetryMaxAttempts(5);
        if (!hashed) {
            policy.addRetryHostPredicate(RetryPolicy.RetryHostPredicate.newBuilder()
                    .setName("envoy.retry_host_predicates.previous_hosts")
                    .setTypedConfig(Any.pack(PreviousHostsPredicate.getDefaultInstance())));
        }
        if (retries.perTry() != null) {
            policy.setPerTryTimeout(Durations.proto(retries.perTry()));
        }
        if (retries.remoteLocalities()) {
            policy.setRetryPriority(RetryPolicy.RetryPriority.newBuilder()
                    .setName("envoy.retry_priorities.previous_priorities")
                    .setTypedConfig(Any.pack(PreviousPrioritiesConfig.newBuilder()
                            .setUpdateFrequency(2)
                            .build())));
        }
        return policy.build();
    }
}
