package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The clusters' sets of files in an authority's folder. Owned by one thread. */
final class Bundles {
    private final AuthorityFolder folder;
    private final Instant now;
    private final Problems problems;

    Bundles(AuthorityFolder folder, Instant now, Problems problems) {
        this.folder = folder;
        this.now = now;
        this.problems = problems;
    }

    /**
     * Reads a cluster's set and checks that its parts belong together, as istiod does before it uses them
     * (security/pkg/pki/util/keycertbundle.go of Istio 1.31, Verify). Whether it is still valid is another question:
     * {@link #isValid}. Null without a problem when there is none, with problems when something is wrong with it.
     */
    @Nullable Bundle find(String cluster) throws StorageFailed {
        String link = AuthorityFolder.ofCluster(cluster);
        Path place = folder.current(link);
        if (place == null) {
            if (folder.clusters().contains(cluster)) {
                problems.add(
                        Code.BAD_CERTIFICATE,
                        Place.file(folder.shown(link)),
                        "this link leads nowhere: the set of files is missing; put it back into "
                                + folder.shown(AuthorityFolder.ISSUED) + ", or issue to the cluster again");
            }
            return null;
        }
        var own = new Problems();
        SortedMap<String, byte[]> files = read(place, link, own);
        Bundle bundle = own.hasErrors() ? null : check(cluster, link, files, own);
        problems.addAll(own.sorted());
        return bundle;
    }

    /** How long a cluster's intermediate is valid, whatever else is wrong with its set; null when that cannot be read. */
    @Nullable Validity validity(String cluster) throws StorageFailed {
        Path place = folder.current(AuthorityFolder.ofCluster(cluster));
        try {
            byte[] content = place == null ? new byte[0] : Files.readAllBytes(place.resolve(Bundle.CERTIFICATE));
            return Validity.of(Pem.certificates(content).getFirst());
        } catch (IOException | Unreadable broken) {
            return null;
        }
    }

    private SortedMap<String, byte[]> read(Path place, String link, Problems own) throws StorageFailed {
        var files = new TreeMap<String, byte[]>();
        for (String name : Bundle.FILES) {
            String shown = folder.shown(link + "/" + name);
            try {
                files.put(name, Files.readAllBytes(place.resolve(name)));
                if (name.equals(Bundle.KEY)) {
                    KeyFile.isPrivate(place.resolve(name), shown, own);
                }
            } catch (NoSuchFileException missing) {
                own.add(
                        Code.BAD_CERTIFICATE,
                        Place.file(shown),
                        "this file is missing, and istiod needs all four; issue to the cluster again");
            } catch (IOException failed) {
                throw StorageFailed.unread(shown, failed);
            }
        }
        return files;
    }

    private @Nullable Bundle check(String cluster, String link, SortedMap<String, byte[]> files, Problems own) {
        List<X509Certificate> certificate = certificates(link, Bundle.CERTIFICATE, files, own);
        List<X509Certificate> chain = certificates(link, Bundle.CHAIN, files, own);
        List<X509Certificate> roots = certificates(link, Bundle.ROOTS, files, own);
        PrivateKey key = key(link, files, own);
        if (key == null || certificate.isEmpty() || chain.isEmpty() || roots.isEmpty()) {
            return null;
        }
        X509Certificate intermediate = certificate.getFirst();
        String shown = folder.shown(link + "/" + Bundle.CERTIFICATE);
        if (!Chains.maySign(intermediate)) {
            own.add(
                    Code.BAD_CERTIFICATE,
                    Place.file(shown),
                    "this certificate may not sign others, so no workload could use what istiod signs with it; issue to"
                            + " the cluster again");
        }
        String owner = Signing.cluster(intermediate);
        if (!owner.isEmpty() && !owner.equals(cluster)) {
            own.add(
                    Code.KEY_SHARED,
                    Place.file(shown),
                    "this certificate was made for cluster " + owner + ", and cluster " + cluster
                            + " must have a key of its own; run cw ca issue " + cluster);
        }
        if (!KeyText.matches(key, intermediate)) {
            own.add(
                    Code.KEY_MISMATCH,
                    Place.file(folder.shown(link + "/" + Bundle.KEY)),
                    "this private key does not belong to the certificate " + shown
                            + ", and istiod starts with neither; issue to the cluster again");
        }
        if (!chain.getFirst().equals(intermediate)) {
            own.add(
                    Code.CHAIN_BROKEN,
                    Place.file(folder.shown(link + "/" + Bundle.CHAIN)),
                    "this chain begins with another certificate than " + shown
                            + ", so callers would get one that did not sign; issue to the cluster again");
        }
        Chains.distrust(chain, roots, within(Validity.of(intermediate)))
                .ifPresent(reason -> own.add(
                        Code.CHAIN_BROKEN,
                        Place.file(shown),
                        "the chain of this certificate does not verify with "
                                + folder.shown(link + "/" + Bundle.ROOTS) + ", " + reason
                                + "; issue to the cluster again"));
        return own.hasErrors() ? null : new Bundle(cluster, intermediate, chain, roots, files);
    }

    /** Now, or when a certificate was valid: whether files belong together does not end with them. */
    private Instant within(Validity validity) {
        return validity.isOver(now) ? validity.to() : validity.isAhead(now) ? validity.from() : now;
    }

    private List<X509Certificate> certificates(
            String link, String name, SortedMap<String, byte[]> files, Problems own) {
        try {
            return Pem.certificates(content(files, name));
        } catch (Unreadable broken) {
            own.add(
                    Code.BAD_CERTIFICATE,
                    Place.file(folder.shown(link + "/" + name)),
                    "this file " + broken.what() + "; issue to the cluster again");
            return List.of();
        }
    }

    private @Nullable PrivateKey key(String link, SortedMap<String, byte[]> files, Problems own) {
        try {
            return KeyText.read(content(files, Bundle.KEY), null);
        } catch (Unreadable broken) {
            own.add(
                    Code.BAD_CERTIFICATE,
                    Place.file(folder.shown(link + "/" + Bundle.KEY)),
                    "this file " + broken.what()
                            + "; istiod wants the key as cw wrote it, so issue to the cluster again");
            return null;
        }
    }

    private static byte[] content(SortedMap<String, byte[]> files, String name) {
        byte[] content = files.get(name);
        return content == null ? new byte[0] : content;
    }

    /** Whether a set is valid now; if not, a problem says so, and a warning when it should be renewed. */
    boolean isValid(Bundle bundle) {
        String place = folder.shown(AuthorityFolder.ofCluster(bundle.cluster()) + "/" + Bundle.CERTIFICATE);
        String remedy = "run cw ca issue " + bundle.cluster();
        return new ValidityCheck(now, problems)
                .isValid(
                        "the intermediate of cluster " + bundle.cluster(),
                        bundle.validity(),
                        Place.file(place),
                        remedy,
                        remedy);
    }
}
