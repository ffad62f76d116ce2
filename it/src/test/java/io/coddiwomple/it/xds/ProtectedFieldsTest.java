package io.coddiwomple.it.xds;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.envoy.Translation;
import io.coddiwomple.envoy.Translator;
import io.coddiwomple.envoy.World;
import io.coddiwomple.envoy.Yaml;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The comparison with istiod sees every change of what decides who is called, by whom, how and for how long. */
class ProtectedFieldsTest {
    private static final Path GOLDENS = Path.of("../core/src/test/resources/golden");

    private static final List<Served> CONFIGURATIONS = configurations();

    /** Of scenarios that have an order, weights, several subsets, retries with a limit and an egress hop between them. */
    private static List<Served> configurations() {
        List<Served> all = new ArrayList<>();
        for (String file : List.of(
                "failover-named-1.30/out/london.yaml",
                "weights/out/london.yaml",
                "subsets-remote/out/rome.yaml",
                "retries-host-and-policy/out/london.yaml",
                "identities-by-version/out/now.yaml",
                "egress-hop/out/london.yaml")) {
            World world = World.around(Yaml.read(GOLDENS.resolve(file)));
            if (Translator.translate(world.mesh(), world.proxies()) instanceof Translation.Complete complete) {
                for (ProxyConfig config : complete.configs().values()) {
                    all.add(Served.of(config));
                }
            }
        }
        assertThat(all).isNotEmpty();
        return all;
    }

    private static void assertSeen(UnaryOperator<Served> change) {
        int changed = 0;
        for (Served served : CONFIGURATIONS) {
            Served mutated = change.apply(served);
            if (!mutated.equals(served)) {
                changed++;
                assertThat(Differ.differences(served, mutated)).isNotEmpty();
                assertThat(Differ.differences(mutated, served)).isNotEmpty();
            }
        }
        assertThat(changed).as("configurations that have it").isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext.sni",
                "envoy.config.listener.v3.FilterChainMatch.server_names"
            })
    void anotherServerNameIsSeen(String field) {
        assertSeen(new Mutation(field)::of);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.alpn_protocols",
                "envoy.config.listener.v3.FilterChainMatch.application_protocols"
            })
    void anotherAlpnIsSeen(String field) {
        assertSeen(new Mutation(field)::of);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "envoy.config.listener.v3.FilterChainMatch.transport_protocol",
                "envoy.config.listener.v3.FilterChainMatch.destination_port",
                "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.cluster"
            })
    void anotherChainMatchIsSeen(String field) {
        assertSeen(new Mutation(field)::of);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.match_subject_alt_names",
                "envoy.type.matcher.v3.StringMatcher.exact",
                "envoy.type.matcher.v3.StringMatcher.prefix"
            })
    void anotherNameInCertificatesIsSeen(String field) {
        assertSeen(new Mutation(field)::of);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig.name",
                "envoy.extensions.transport_sockets.tls.v3.TlsParameters.tls_minimum_protocol_version",
                "envoy.extensions.transport_sockets.tls.v3.TlsParameters.tls_maximum_protocol_version",
                "envoy.extensions.transport_sockets.tls.v3.TlsParameters.cipher_suites",
                "envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext.require_client_certificate"
            })
    void anotherTlsSettingIsSeen(String field) {
        assertSeen(new Mutation(field)::of);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "envoy.config.core.v3.SocketAddress.address",
                "envoy.config.core.v3.SocketAddress.port_value",
                "envoy.config.core.v3.Locality.region",
                "envoy.config.cluster.v3.Cluster.type",
                "envoy.config.cluster.v3.Cluster.lb_policy"
            })
    void anotherEndpointIsSeen(String field) {
        assertSeen(new Mutation(field)::of);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "envoy.config.endpoint.v3.LocalityLbEndpoints.priority",
                "envoy.config.endpoint.v3.LocalityLbEndpoints.load_balancing_weight",
                "envoy.config.endpoint.v3.LbEndpoint.load_balancing_weight",
                "envoy.config.route.v3.WeightedCluster.ClusterWeight.weight",
                "envoy.config.route.v3.WeightedCluster.ClusterWeight.name"
            })
    void anotherPriorityOrWeightIsSeen(String field) {
        assertSeen(new Mutation(field)::of);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "envoy.config.route.v3.RouteAction.timeout",
                "envoy.config.route.v3.RouteAction.max_grpc_timeout",
                "envoy.config.route.v3.RouteAction.MaxStreamDuration.max_stream_duration",
                "envoy.config.route.v3.RetryPolicy.per_try_timeout",
                "envoy.config.cluster.v3.Cluster.connect_timeout",
                "envoy.config.cluster.v3.OutlierDetection.interval",
                "envoy.config.cluster.v3.OutlierDetection.base_ejection_time",
                "envoy.config.core.v3.KeepaliveSettings.timeout",
                "envoy.config.core.v3.KeepaliveSettings.interval",
                "envoy.config.core.v3.HttpProtocolOptions.idle_timeout",
                "envoy.config.listener.v3.FilterChain.transport_socket_connect_timeout",
                "envoy.config.listener.v3.Listener.listener_filters_timeout"
            })
    void anotherTimeoutIsSeen(String field) {
        assertSeen(new Mutation(field)::of);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "envoy.config.route.v3.RouteAction.cluster",
                "envoy.config.route.v3.RetryPolicy.retry_on",
                "envoy.config.route.v3.RetryPolicy.num_retries",
                "envoy.config.route.v3.VirtualHost.domains",
                "envoy.config.cluster.v3.OutlierDetection.consecutive_local_origin_failure"
            })
    void anotherRouteIsSeen(String field) {
        assertSeen(new Mutation(field)::of);
    }

    @Test
    void aMissingEndpointIsSeen() {
        assertSeen(served -> {
            List<ClusterLoadAssignment> fewer = served.endpoints().stream()
                    .map(assignment -> assignment.getEndpointsCount() == 0
                            ? assignment
                            : assignment.toBuilder().removeEndpoints(0).build())
                    .toList();
            return new Served(served.listeners(), served.routes(), served.clusters(), fewer);
        });
    }

    @Test
    void aMissingMarkOfMutualTlsIsSeen() {
        assertSeen(served -> {
            List<ClusterLoadAssignment> unmarked = served.endpoints().stream()
                    .map(assignment -> {
                        var builder = assignment.toBuilder();
                        builder.getEndpointsBuilderList()
                                .forEach(group -> group.getLbEndpointsBuilderList()
                                        .forEach(endpoint -> endpoint.clearMetadata()));
                        return builder.build();
                    })
                    .toList();
            return new Served(served.listeners(), served.routes(), served.clusters(), unmarked);
        });
    }

    @Test
    void missingTlsOfAClusterIsSeen() {
        assertSeen(served -> clusters(served, cluster -> cluster.clearTransportSocket()));
        assertSeen(served -> clusters(served, cluster -> cluster.clearTransportSocketMatches()));
    }

    private static Served clusters(Served served, Consumer<Cluster.Builder> change) {
        List<Cluster> changed = served.clusters().stream()
                .map(cluster -> {
                    Cluster.Builder builder = cluster.toBuilder();
                    change.accept(builder);
                    return builder.build();
                })
                .toList();
        return new Served(served.listeners(), served.routes(), changed, served.endpoints());
    }

    @Test
    void aMissingChainIsSeen() {
        assertSeen(served -> {
            List<Listener> fewer = served.listeners().stream()
                    .map(listener -> listener.toBuilder().removeFilterChains(0).build())
                    .toList();
            return new Served(fewer, served.routes(), served.clusters(), served.endpoints());
        });
    }

    @Test
    void aMissingResourceIsSeen() {
        assertSeen(served -> new Served(
                served.listeners().subList(1, served.listeners().size()),
                served.routes(),
                served.clusters(),
                served.endpoints()));
        assertSeen(served -> new Served(
                served.listeners(),
                served.routes(),
                served.clusters().subList(1, served.clusters().size()),
                served.endpoints()));
    }

    @Test
    void theOrderOfRoutesIsSeen() {
        assertSeen(served -> new Served(
                served.listeners(),
                served.routes().stream()
                        .map(configuration -> {
                            var builder = configuration.toBuilder();
                            builder.getVirtualHostsBuilderList().forEach(host -> {
                                if (host.getRoutesCount() > 1) {
                                    var first = host.getRoutes(0);
                                    host.removeRoutes(0).addRoutes(first);
                                }
                            });
                            return builder.build();
                        })
                        .toList(),
                served.clusters(),
                served.endpoints()));
    }

    @Test
    void nothingProtectedIsDropped() {
        // By name: of what is dropped, each is a name or a trace.
        assertThat(Canonical.DROPPED)
                .allMatch(field -> field.endsWith(".alt_stat_name")
                        || field.endsWith(".stat_prefix")
                        || field.endsWith(".name")
                        || field.endsWith(".metadata")
                        || field.endsWith(".decorator")
                        || field.endsWith(".tracing")
                        || field.endsWith(".request_id_extension"));
    }
}
