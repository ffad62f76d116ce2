package io.coddiwomple.ca;

import org.jspecify.annotations.Nullable;

/** What a certificate is to be like. */
public final class Wish {
    private Wish() {}

    /**
     * A root.
     *
     * @param algorithm null for that of the root before it, or ECDSA on P-256 when it is the first
     * @param organisation 1 to 64 characters; null for that of the root before it
     * @param passphrase what its private key is encrypted with, or null for nothing
     */
    public record ForRoot(
            @Nullable Algorithm algorithm,
            Lifetime lifetime,
            @Nullable String organisation,
            @Nullable Passphrase passphrase) {}

    /**
     * An intermediate.
     *
     * @param cluster a name that {@link ClusterName} allows
     * @param namespace where the cluster's istiod is, or null for where the one before it was issued to
     * @param lifetime null for that of the one before it, or 730 days when it is the first
     * @param passphrase what the root's private key is encrypted with, or null for nothing
     */
    public record ForCluster(
            String cluster,
            @Nullable String namespace,
            @Nullable Lifetime lifetime,
            @Nullable Passphrase passphrase) {}
}
