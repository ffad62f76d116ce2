package io.coddiwomple.envoy;

import com.google.protobuf.Any;
import com.google.protobuf.Struct;
import io.coddiwomple.envoy.TrafficPolicy.ClientTls;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How a cluster's connections are encrypted (istiod's core/cluster_tls.go). */
final class UpstreamTls {
    static final String TLS_SOCKET = "envoy.transport_sockets.tls";
    private static final String RAW_SOCKET = "envoy.transport_sockets.raw_buffer";
    /** By which a server's sidecar and a passing gateway tell the mesh's own connections. */
    private static final String ALPN = "istio";

    private UpstreamTls() {}

    /**
     * @param tls what the rule says, null when nothing: then each endpoint decides by itself, in the mesh
     * @param defaultSni for a rule without one
     */
    static void apply(
            Cluster.Builder cluster, @Nullable ClientTls tls, MeshService service, String defaultSni, boolean http2) {
        if (tls == null) {
            if (!service.external()) {
                TransportSocket mutual = mutual(defaultSni, service.identities(), http2);
                cluster.addTransportSocketMatches(match("tlsMode-istio", Assignment.mutualTls(), mutual))
                        .addTransportSocketMatches(match("tlsMode-disabled", Struct.getDefaultInstance(), raw()));
            }
            return;
        }
        switch (tls.mode()) {
            case DISABLE -> {}
            case ISTIO_MUTUAL -> {
                String sni = tls.sni().isEmpty() ? defaultSni : tls.sni();
                Collection<String> names =
                        tls.subjectAltNames().isEmpty() ? service.identities() : tls.subjectAltNames();
                cluster.setTransportSocket(mutual(sni, names, http2));
            }
        }
    }

    private static Cluster.TransportSocketMatch match(String name, Struct match, TransportSocket socket) {
        return Cluster.TransportSocketMatch.newBuilder()
                .setName(name)
                .setMatch(match)
                .setTransportSocket(socket)
                .build();
    }

    private static TransportSocket mutual(String sni, Collection<String> names, boolean http2) {
        CertificateValidationContext.Builder validation = CertificateValidationContext.newBuilder();
        names.forEach(name -> addName(validation, name));
        var common =
                Secrets.mutual(validation.build(), TlsParameters.newBuilder()).addAlpnProtocols(ALPN);
        if (http2) {
            common.addAlpnProtocols("h2");
        }
        return TransportSocket.newBuilder()
                .setName(TLS_SOCKET)
                .setTypedConfig(Any.pack(UpstreamTlsContext.newBuilder()
                        .setCommonTlsContext(common)
                        .setSni(sni)
                        .build()))
                .build();
    }

    /** Istio uses the untyped list, which Envoy still reads; it checks URI and DNS names alike. */
    @SuppressWarnings("deprecation")
    private static void addName(CertificateValidationContext.Builder validation, String name) {
        validation.addMatchSubjectAltNames(StringMatcher.newBuilder().setExact(name));
    }

    private static TransportSocket raw() {
        return TransportSocket.newBuilder()
                .setName(RAW_SOCKET)
                .setTypedConfig(Any.pack(RawBuffer.getDefaultInstance()))
                .build();
    }
}
