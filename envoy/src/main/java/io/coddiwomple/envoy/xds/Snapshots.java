package io.coddiwomple.envoy.xds;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.envoy.Secrets;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Whole configurations as they are served, each part versioned by what is in it. */
final class Snapshots {
    /** Of SHA-256: more than enough to tell versions of one proxy apart, and short enough to read. */
    private static final int VERSION_BYTES = 12;

    private Snapshots() {}

    static Snapshot of(ProxyConfig config, Identity identity) {
        List<Secret> secrets = List.of(workload(identity), root(identity));
        return Snapshot.create(
                config.clusters(),
                version(config.clusters()),
                config.endpoints(),
                version(config.endpoints()),
                config.listeners(),
                version(config.listeners()),
                config.routes(),
                version(config.routes()),
                secrets,
                version(secrets));
    }

    private static Secret workload(Identity identity) {
        return Secret.newBuilder()
                .setName(Secrets.WORKLOAD)
                .setTlsCertificate(TlsCertificate.newBuilder()
                        .setCertificateChain(DataSource.newBuilder().setInlineBytes(identity.chain()))
                        .setPrivateKey(DataSource.newBuilder().setInlineBytes(identity.key())))
                .build();
    }

    private static Secret root(Identity identity) {
        return Secret.newBuilder()
                .setName(Secrets.ROOT)
                .setValidationContext(CertificateValidationContext.newBuilder()
                        .setTrustedCa(DataSource.newBuilder().setInlineBytes(identity.roots())))
                .build();
    }

    /** Equal for equal messages in the same order, and for no others. */
    static String version(List<? extends Message> messages) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (var hashed = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                CodedOutputStream output = CodedOutputStream.newInstance(hashed);
                output.useDeterministicSerialization();
                for (Message message : messages) {
                    output.writeMessageNoTag(message);
                }
                output.flush();
            }
            return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException("every Java runtime has SHA-256, and nothing is written", e);
        }
    }
}
