package io.coddiwomple.envoy;

import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;

/** The names of certificates, and where proxies fetch what (istiod's pkg/model/authentication.go). */
public final class Secrets {
    /** The proxy's own certificate and key. */
    public static final String WORKLOAD = "default";
    /** The roots that others' certificates must come from. */
    public static final String ROOT = "ROOTCA";
    /** The static cluster of a bootstrap that serves secrets. */
    public static final String SDS_CLUSTER = "sds-grpc";

    private Secrets() {}

    static SdsSecretConfig config(String name) {
        return SdsSecretConfig.newBuilder()
                .setName(name)
                .setSdsConfig(ConfigSource.newBuilder()
                        .setApiConfigSource(ApiConfigSource.newBuilder()
                                .setApiType(ApiConfigSource.ApiType.GRPC)
                                .setSetNodeOnFirstMessageOnly(true)
                                .setTransportApiVersion(ApiVersion.V3)
                                .addGrpcServices(GrpcService.newBuilder()
                                        .setEnvoyGrpc(GrpcService.EnvoyGrpc.newBuilder()
                                                .setClusterName(SDS_CLUSTER))))
                        .setInitialFetchTimeout(Durations.seconds(0))
                        .setResourceApiVersion(ApiVersion.V3))
                .build();
    }

    /** Both certificates of mutual TLS; the caller adds ALPN and, in the validation context, names. */
    static CommonTlsContext.Builder mutual(CertificateValidationContext validation, TlsParameters.Builder parameters) {
        return CommonTlsContext.newBuilder()
                .setTlsParams(parameters
                        .setTlsMinimumProtocolVersion(TlsParameters.TlsProtocol.TLSv1_2)
                        .setTlsMaximumProtocolVersion(TlsParameters.TlsProtocol.TLSv1_3))
                .addTlsCertificateSdsSecretConfigs(config(WORKLOAD))
                .setCombinedValidationContext(CommonTlsContext.CombinedCertificateValidationContext.newBuilder()
                        .setDefaultValidationContext(validation)
                        .setValidationContextSdsSecretConfig(config(ROOT)));
    }

    /** Whatever else a proxy fetches comes over its one stream. */
    static ConfigSource ads() {
        return ConfigSource.newBuilder()
                .setAds(AggregatedConfigSource.getDefaultInstance())
                .setInitialFetchTimeout(Durations.seconds(0))
                .setResourceApiVersion(ApiVersion.V3)
                .build();
    }
}
