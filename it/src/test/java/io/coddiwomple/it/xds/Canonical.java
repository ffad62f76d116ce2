package io.coddiwomple.it.xds;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.extensions.filters.http.grpc_web.v3.GrpcWeb;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.mongo_proxy.v3.MongoProxy;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A message as text in which equal behaviour is equal text. Every field is in it but those of {@link #DROPPED} and the
 * filters of {@link #IDLE_FILTERS}; lists are in their order but those of {@link #UNORDERED}. The record of decision 13
 * says why each.
 */
final class Canonical {
    /** Names for statistics, logs and traces: nothing is routed, checked or timed by them. */
    static final Set<String> DROPPED = Set.of(
            "envoy.config.cluster.v3.Cluster.alt_stat_name",
            "envoy.config.cluster.v3.Cluster.metadata",
            "envoy.config.listener.v3.FilterChain.name",
            "envoy.config.route.v3.Route.decorator",
            "envoy.config.route.v3.Route.metadata",
            "envoy.config.route.v3.Route.name",
            "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.request_id_extension",
            "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.stat_prefix",
            "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.tracing",
            "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.stat_prefix");

    /** HTTP filters that count, or that act only where a route says so, and none does. */
    static final Set<String> IDLE_FILTERS =
            Set.of("envoy.filters.http.cors", "envoy.filters.http.fault", "envoy.filters.http.grpc_stats");

    /** Lists of which Envoy picks by what is in the entries: the best match, or by weight and priority. */
    static final Set<String> UNORDERED = Set.of(
            "envoy.config.endpoint.v3.ClusterLoadAssignment.endpoints",
            "envoy.config.endpoint.v3.LocalityLbEndpoints.lb_endpoints",
            "envoy.config.listener.v3.FilterChainMatch.application_protocols",
            "envoy.config.listener.v3.Listener.filter_chains",
            "envoy.config.route.v3.RouteConfiguration.virtual_hosts",
            "envoy.config.route.v3.RouteMatch.headers",
            "envoy.config.route.v3.VirtualHost.domains");

    static final Map<String, Message> TYPES = types(
            CaresDnsResolverConfig.getDefaultInstance(),
            DownstreamTlsContext.getDefaultInstance(),
            GrpcWeb.getDefaultInstance(),
            HttpConnectionManager.getDefaultInstance(),
            HttpInspector.getDefaultInstance(),
            HttpProtocolOptions.getDefaultInstance(),
            MongoProxy.getDefaultInstance(),
            OriginalDst.getDefaultInstance(),
            PreviousHostsPredicate.getDefaultInstance(),
            PreviousPrioritiesConfig.getDefaultInstance(),
            RawBuffer.getDefaultInstance(),
            Router.getDefaultInstance(),
            TcpProxy.getDefaultInstance(),
            TlsInspector.getDefaultInstance(),
            UpstreamTlsContext.getDefaultInstance());

    private Canonical() {}

    private static Map<String, Message> types(Message... prototypes) {
        Map<String, Message> types = new TreeMap<>();
        for (Message prototype : prototypes) {
            types.put("type.googleapis.com/" + prototype.getDescriptorForType().getFullName(), prototype);
        }
        return types;
    }

    /** One line for each field. */
    static String text(Message message) {
        var text = new StringBuilder();
        print(message, "", text);
        return text.toString();
    }

    private static void print(Message message, String indent, StringBuilder text) {
        if (message instanceof Any any) {
            printAny(any, indent, text);
            return;
        }
        message.getAllFields().forEach((field, value) -> {
            if (!DROPPED.contains(field.getFullName())) {
                print(field, value, indent, text);
            }
        });
        message.getUnknownFields()
                .asMap()
                .keySet()
                .forEach(number -> text.append(indent)
                        .append("unknown field ")
                        .append(number)
                        .append('\n'));
    }

    private static void printAny(Any any, String indent, StringBuilder text) {
        text.append(indent).append("is ").append(any.getTypeUrl()).append('\n');
        Message prototype = TYPES.get(any.getTypeUrl());
        if (prototype == null) {
            text.append(indent).append("bytes ").append(hex(any.getValue())).append('\n');
            return;
        }
        try {
            print(prototype.getParserForType().parseFrom(any.getValue()), indent, text);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(any.getTypeUrl(), e);
        }
    }

    private static String hex(ByteString bytes) {
        return java.util.HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static void print(FieldDescriptor field, Object value, String indent, StringBuilder text) {
        if (!field.isRepeated()) {
            text.append(one(field, value, indent));
            return;
        }
        List<String> items = new ArrayList<>();
        for (Object item : (List<?>) value) {
            if (!(item instanceof HttpFilter filter && IDLE_FILTERS.contains(filter.getName()))) {
                items.add(one(field, item, indent));
            }
        }
        if (field.isMapField() || UNORDERED.contains(field.getFullName())) {
            Collections.sort(items);
        }
        items.forEach(text::append);
    }

    private static String one(FieldDescriptor field, Object value, String indent) {
        if (!(value instanceof Message message)) {
            return indent + field.getName() + ": " + value + "\n";
        }
        var text = new StringBuilder(indent).append(field.getName()).append(":\n");
        print(message, indent + "  ", text);
        return text.toString();
    }
}
