package io.coddiwomple.ca;

import java.net.URI;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Issues workloads' certificates below an intermediate of its own, as the istiod of a cluster does. Everything is in
 * memory and ends with the process. Methods may be called from any thread.
 */
public final class MeshIssuer {
    private final X509Certificate root;
    private final X509Certificate intermediate;
    private final KeyPair key;
    private final Validity validity;
    private final SecureRandom random;

    private MeshIssuer(
            X509Certificate root, X509Certificate intermediate, KeyPair key, Validity validity, SecureRandom random) {
        this.root = root;
        this.intermediate = intermediate;
        this.key = key;
        this.validity = validity;
        this.random = random;
    }

    /** A root that nobody keeps: all issuers below it trust each other. */
    public static final class EphemeralRoot {
        private final X509Certificate certificate;
        private final KeyPair key;
        private final Validity validity;
        private final SecureRandom random = new SecureRandom();

        private EphemeralRoot(String organisation, Validity validity) {
            this.validity = validity;
            key = Algorithm.ECDSA_P256.generate();
            certificate =
                    Signing.root(key.getPublic(), key.getPrivate(), organisation, Signing.serial(random), validity);
        }

        /**
         * Makes one, with a key on P-256.
         *
         * @param organisation 1 to 64 characters
         * @param lifetime of it and of everything below it
         */
        public static EphemeralRoot make(String organisation, Instant now, Duration lifetime) {
            return new EphemeralRoot(organisation, Validity.starting(now, lifetime));
        }

        /** An issuer for one cluster. */
        public MeshIssuer issuer(String cluster) {
            KeyPair own = Algorithm.ECDSA_P256.generate();
            X509Certificate intermediate = Signing.intermediate(
                    own.getPublic(),
                    certificate,
                    key.getPrivate(),
                    cluster,
                    "istiod.istio-system.svc",
                    Signing.serial(random),
                    validity);
            return new MeshIssuer(certificate, intermediate, own, validity, random);
        }
    }

    /**
     * A workload's certificate. All in PEM (RFC 7468).
     *
     * @param chain the certificate, then the intermediate
     * @param key its private key (PKCS #8), which {@link #toString} keeps to itself
     * @param roots what it trusts
     */
    public record Workload(String chain, String key, String roots) {
        @Override
        public String toString() {
            return "Workload[" + chain.length() + " characters of certificates]";
        }
    }

    /** A certificate for a SPIFFE ID, with a key of its own on P-256, valid as long as the root. */
    public Workload issue(URI identity) {
        KeyPair own = Algorithm.ECDSA_P256.generate();
        X509Certificate leaf = Signing.workload(
                own.getPublic(), intermediate, key.getPrivate(), identity, Signing.serial(random), validity);
        return new Workload(
                Pem.of(List.of(leaf, intermediate)),
                Pem.of("PRIVATE KEY", own.getPrivate().getEncoded()),
                Pem.of(root));
    }
}
