package io.coddiwomple.sandbox.process;

import io.coddiwomple.envoy.Secrets;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import java.nio.file.Path;
import java.util.List;

/**
 * What an Envoy is started with ({@code envoy.config.bootstrap.v3.Bootstrap}): who it is, and that it fetches everything
 * else over one Unix domain socket.
 *
 * @param node as {@link io.coddiwomple.envoy.Proxy#node} names it
 * @param cluster the {@code node.cluster}, which only shows in Envoy's own reports
 * @param xds the socket of the {@link io.coddiwomple.envoy.xds.ConfigServer}
 * @param admin the socket to make for Envoy's own interface, which only this user may use
 */
record Bootstrap(String node, String cluster, Path xds, Path admin) {
    private static final String XDS_CLUSTER = "xds-grpc";
    private static final String HTTP_OPTIONS = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
    private static final String LIMIT = "envoy.resource_monitors.global_downstream_max_connections";
    private static final String TYPE = "@type";
    private static final String TYPES = "type.googleapis.com/";
    private static final int OWNER_ONLY = 0600;
    /** Far above what a sandbox has; without a limit Envoy warns. */
    private static final long MOST_CONNECTIONS = 50_000;

    Bootstrap {
        SocketPath.checked(xds);
        SocketPath.checked(admin);
    }

    /** The file's content. */
    byte[] json() {
        var text = new ByteText();
        JsonText.append(bootstrap(), 0, text);
        text.ascii('\n');
        return text.toBytes();
    }

    private Fields bootstrap() {
        return Fields.builder()
                .put(
                        "node",
                        Fields.builder().put("id", node).put("cluster", cluster).build())
                .put(
                        "admin",
                        Fields.builder().put("address", pipe(admin, OWNER_ONLY)).build())
                .put(
                        "dynamic_resources",
                        Fields.builder()
                                .put("lds_config", overAds())
                                .put("cds_config", overAds())
                                .put("ads_config", ads())
                                .build())
                .put(
                        "static_resources",
                        Fields.builder()
                                .put("clusters", Value.of(List.of(server(XDS_CLUSTER), server(Secrets.SDS_CLUSTER))))
                                .build())
                .put("layered_runtime", runtime())
                .put("overload_manager", overload())
                .put(
                        "stats_config",
                        Fields.builder()
                                .put("stats_matcher", StatsKept.matcher())
                                .build())
                // Else gauges such as the number of connections are seconds old.
                .put("stats_flush_on_admin", true)
                .build();
    }

    private static Fields overAds() {
        return Fields.builder()
                .put("ads", Fields.EMPTY)
                .put("initial_fetch_timeout", "0s")
                .put("resource_api_version", "V3")
                .build();
    }

    private static Fields ads() {
        return Fields.builder()
                .put("api_type", "GRPC")
                .put("transport_api_version", "V3")
                .put("set_node_on_first_message_only", true)
                .put(
                        "grpc_services",
                        Value.of(List.of(Fields.builder()
                                .put(
                                        "envoy_grpc",
                                        Fields.builder()
                                                .put("cluster_name", XDS_CLUSTER)
                                                .build())
                                .build())))
                .build();
    }

    private Fields server(String name) {
        Fields endpoint = Fields.builder()
                .put("endpoint", Fields.builder().put("address", pipe(xds, 0)).build())
                .build();
        return Fields.builder()
                .put("name", name)
                .put("type", "STATIC")
                .put("connect_timeout", "1s")
                .put(
                        "typed_extension_protocol_options",
                        Fields.builder().put(HTTP_OPTIONS, http2()).build())
                .put(
                        "load_assignment",
                        Fields.builder()
                                .put("cluster_name", name)
                                .put(
                                        "endpoints",
                                        Value.of(List.of(Fields.builder()
                                                .put("lb_endpoints", Value.of(List.of(endpoint)))
                                                .build())))
                                .build())
                .build();
    }

    private static Fields http2() {
        return Fields.builder()
                .put(TYPE, TYPES + HTTP_OPTIONS)
                .put(
                        "explicit_http_config",
                        Fields.builder()
                                .put("http2_protocol_options", Fields.EMPTY)
                                .build())
                .build();
    }

    /** @param mode of the socket's file, 0 where there is one */
    private static Fields pipe(Path path, long mode) {
        Fields.Builder pipe = Fields.builder().put("path", path.toString());
        if (mode != 0) {
            pipe.put("mode", mode);
        }
        return Fields.builder().put("pipe", pipe.build()).build();
    }

    /** As Istio's bootstrap has it (tools/packaging/common/envoy_bootstrap.json), where it bears on what is served. */
    private static Fields runtime() {
        Fields layer = Fields.builder()
                .put("name", "sandbox")
                .put(
                        "static_layer",
                        Fields.builder()
                                .put("re2.max_program_size.error_level", 32_768)
                                .build())
                .build();
        return Fields.builder().put("layers", Value.of(List.of(layer))).build();
    }

    private static Fields overload() {
        return Fields.builder()
                .put(
                        "resource_monitors",
                        Value.of(List.of(Fields.builder()
                                .put("name", LIMIT)
                                .put(
                                        "typed_config",
                                        Fields.builder()
                                                .put(
                                                        TYPE,
                                                        TYPES + "envoy.extensions.resource_monitors."
                                                                + "downstream_connections.v3.DownstreamConnectionsConfig")
                                                .put("max_active_downstream_connections", MOST_CONNECTIONS)
                                                .build())
                                .build())))
                .build();
    }
}
