package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes intermediates and writes clusters' sets of files. Owned by one thread. */
final class Issuing {
    private static final Lifetime LIFETIME = Lifetime.ofDays(730);

    private final AuthorityFolder folder;
    private final Roots roots;
    private final Instant now;
    private final Problems problems;

    Issuing(AuthorityFolder folder, Roots roots, Instant now, Problems problems) {
        this.folder = folder;
        this.roots = roots;
        this.now = now;
        this.problems = problems;
    }

    /**
     * Which root signs for a cluster, and what the cluster trusts.
     *
     * @param link the root's
     */
    private record Signer(String link, Root root, List<X509Certificate> trusted) {}

    @Nullable Issued issue(Wish.ForCluster wish) throws StorageFailed {
        Root root = roots.current();
        // A set that is broken is no reason not to replace it.
        var unused = new Problems();
        Bundle before = new Bundles(folder, now, unused).find(wish.cluster());
        boolean renewal = folder.current(AuthorityFolder.ofCluster(wish.cluster())) != null;
        Root next = roots.find(AuthorityFolder.NEXT_ROOT);
        if (root == null || problems.hasErrors()) {
            return null;
        }
        Signer signer = next == null ? alone(AuthorityFolder.ROOT, root) : whileRotating(root, next, before);
        PrivateKey key = roots.key(signer.link, signer.root, wish.passphrase());
        if (key == null || problems.hasErrors()) {
            return null;
        }
        String namespace = wish.namespace() != null
                ? wish.namespace()
                : before == null ? Names.DEFAULT_NAMESPACE : before.namespace();
        Duration lifetime = wish.lifetime() != null
                ? wish.lifetime().duration()
                : before == null ? LIFETIME.duration() : lifetime(before);
        return new Issued(
                make(wish.cluster(), namespace, lifetime, signer, key),
                signer.root,
                renewal,
                folder.shown(AuthorityFolder.ofCluster(wish.cluster())));
    }

    /** Signs anew for a cluster with another root, everything else as it was; null with a problem. */
    @Nullable Bundle sign(Bundle before, String link, Root root, List<X509Certificate> trusted, @Nullable Passphrase passphrase)
            throws StorageFailed {
        PrivateKey key = roots.key(link, root, passphrase);
        return key == null
                ? null
                : make(before.cluster(), before.namespace(), lifetime(before), new Signer(link, root, trusted), key);
    }

    /** Writes the same set again with other roots to trust. */
    void trust(Bundle before, List<X509Certificate> trusted) throws StorageFailed {
        SortedMap<String, byte[]> files = new TreeMap<>(before.files());
        files.put(Bundle.ROOTS, ascii(Pem.of(trusted)));
        BigInteger mark = Signing.serial(new SecureRandom());
        folder.replace(
                AuthorityFolder.ofCluster(before.cluster()),
                AuthorityFolder.ISSUED,
                roots.id(before.cluster(), mark),
                files);
    }

    private static Signer alone(String link, Root root) {
        return new Signer(link, root, List.of(root.certificate()));
    }

    /** A cluster stays where it stands; a new one starts where all others can follow. */
    private Signer whileRotating(Root root, Root next, @Nullable Bundle before) throws StorageFailed {
        var both = List.of(root.certificate(), next.certificate());
        if (before != null && isSignedBy(before, next)) {
            return new Signer(AuthorityFolder.NEXT_ROOT, next, before.roots());
        }
        if (before != null && isSignedBy(before, root)) {
            return new Signer(AuthorityFolder.ROOT, root, both);
        }
        for (String other : folder.clusters()) {
            Bundle bundle = new Bundles(folder, now, new Problems()).find(other);
            // One that trusts neither is of a root before both, and says nothing of where the others are.
            if (bundle != null
                    && bundle.roots().contains(next.certificate())
                    && !bundle.roots().contains(root.certificate())) {
                return alone(AuthorityFolder.NEXT_ROOT, next);
            }
        }
        return new Signer(AuthorityFolder.ROOT, root, both);
    }

    static boolean isSignedBy(Bundle bundle, Root root) {
        return Chains.signed(root.certificate(), bundle.certificate());
    }

    /** For how long a set was issued; one that was cut short by its root says nothing. */
    private static Duration lifetime(Bundle bundle) {
        Validity validity = bundle.validity();
        boolean cut = validity.to().equals(Validity.of(bundle.chain().getLast()).to());
        return cut ? LIFETIME.duration() : Duration.between(validity.made(), validity.to());
    }

    private Bundle make(String cluster, String namespace, Duration lifetime, Signer signer, PrivateKey rootKey)
            throws StorageFailed {
        Validity wanted = Validity.starting(now, lifetime);
        Validity validity = wanted.within(signer.root.validity());
        if (!validity.equals(wanted)) {
            problems.add(
                    Code.LIFETIME_CUT,
                    Place.file(signer.root.shown()),
                    "the intermediate of cluster " + cluster + " would outlive its root, so it ends with it at "
                            + validity.to() + "; replace the root in time with cw ca rotate");
        }
        KeyPair keys = Algorithm.like(signer.root.certificate().getPublicKey()).generate();
        BigInteger serial = Signing.serial(new SecureRandom());
        X509Certificate certificate = Signing.intermediate(
                keys.getPublic(),
                signer.root.certificate(),
                rootKey,
                cluster,
                Names.istiod(namespace),
                serial,
                validity);
        var chain = List.of(certificate, signer.root.certificate());
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put(Bundle.CERTIFICATE, ascii(Pem.of(certificate)));
        files.put(Bundle.KEY, ascii(KeyText.of(keys.getPrivate(), null)));
        files.put(Bundle.CHAIN, ascii(Pem.of(chain)));
        files.put(Bundle.ROOTS, ascii(Pem.of(signer.trusted)));
        folder.replace(AuthorityFolder.ofCluster(cluster), AuthorityFolder.ISSUED, roots.id(cluster, serial), files);
        return new Bundle(cluster, certificate, chain, Objects.requireNonNull(signer.trusted), files);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
