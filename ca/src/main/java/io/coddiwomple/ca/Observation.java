package io.coddiwomple.ca;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one source says about a cluster's certificates. It holds no private key, whether the source does or not.
 *
 * @param source as the user named it
 * @param chain what workloads show to others, or what signs for them, and what leads from it to a root; empty when the
 *     source does not say
 * @param roots what the cluster trusts; empty when the source does not say
 * @param withKey whether the source holds the private key of the first of the chain
 */
public record Observation(
        String cluster, String source, List<X509Certificate> chain, List<X509Certificate> roots, boolean withKey) {
    public Observation {
        // A workload's chain holds its root once from cert-chain.pem and once from root-cert.pem.
        chain = chain.stream().distinct().toList();
        roots = roots.stream().distinct().toList();
    }

    /** What a cluster's files say. */
    public static Observation of(Bundle bundle, String source) {
        return new Observation(bundle.cluster(), source, bundle.chain(), bundle.roots(), true);
    }

    /**
     * What a server shows. The roots in it are those that the cluster trusts: istiod appends {@code root-cert.pem} to the
     * chain of every workload (security/pkg/server/ca/server.go of Istio 1.31, CreateCertificate).
     */
    public static Observation ofShown(String cluster, String source, List<X509Certificate> chain) {
        return new Observation(
                cluster, source, chain, chain.stream().filter(Chains::isRoot).toList(), false);
    }

    /** What signs for workloads: the first of the chain, or what signed that; null when it is not shown. */
    public @Nullable X509Certificate signer() {
        X509Certificate first = chain.isEmpty() ? null : chain.getFirst();
        return first == null || Chains.maySign(first)
                ? first
                : chain.stream()
                        .filter(other -> Chains.maySign(other) && Chains.signed(other, first))
                        .findFirst()
                        .orElse(null);
    }

    /** Whether the signer is known to sign: a file with a root alone may say only what is trusted. */
    boolean isSignerSure() {
        return withKey || !chain.isEmpty() && !Chains.isRoot(chain.getFirst());
    }

    /**
     * Whether the roots are all that the cluster trusts. What istiod itself shows ends with the root that it signs with
     * (security/pkg/pki/ca/ca.go of Istio 1.31, GenKeyCert), and beside that it may trust others.
     */
    boolean tellsAllRoots() {
        return chain.isEmpty()
                || Chains.maySign(chain.getFirst())
                || !trustDomains().isEmpty();
    }

    /** The trust domains of the workload that shows the chain, if one does: what signed for it may be of another. */
    public SortedSet<String> trustDomains() {
        return chain.stream()
                .map(Names::trustDomains)
                .filter(domains -> !domains.isEmpty())
                .findFirst()
                .orElseGet(TreeSet::new);
    }
}
