package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority in a folder: a root, and an intermediate for each cluster. What is wrong becomes a problem, the
 * result is null, and nothing has changed then. Owned by one thread; close it.
 */
public final class Authority implements AutoCloseable {
    private final AuthorityFolder folder;
    private final Instant now;
    private final Problems problems;
    private final Roots roots;
    private final Bundles bundles;
    private final Issuing issuing;
    private final ClockCheck clock;

    private Authority(AuthorityFolder folder, Instant now, Problems problems) {
        this.folder = folder;
        this.now = now;
        this.problems = problems;
        this.roots = new Roots(folder, now, problems);
        this.bundles = new Bundles(folder, now, problems);
        this.issuing = new Issuing(folder, roots, now, problems);
        this.clock = new ClockCheck(folder, now, problems);
    }

    /** Opens one that is there, to read it. */
    public static @Nullable Authority reading(String shown, Instant now, Problems problems) throws StorageFailed {
        AuthorityFolder folder = AuthorityFolder.open(shown, problems);
        return folder == null ? null : new Authority(folder, now, problems);
    }

    /** Opens one that is there, to change it; others cannot until it is closed. */
    public static @Nullable Authority changing(String shown, Instant now, Problems problems) throws StorageFailed {
        AuthorityFolder folder = AuthorityFolder.openLocked(shown, problems);
        return folder == null ? null : new Authority(folder, now, problems);
    }

    /** Opens one that is there, or a new one in an empty or a new folder. */
    public static @Nullable Authority making(String shown, Instant now, Problems problems) throws StorageFailed {
        AuthorityFolder folder = AuthorityFolder.make(shown, problems);
        return folder == null ? null : new Authority(folder, now, problems);
    }

    /**
     * Makes the root.
     *
     * @param force whether to do so although there is one, which then stays in the folder {@code roots}
     */
    public @Nullable Root makeRoot(Wish.ForRoot wish, boolean force) throws StorageFailed {
        boolean exists = folder.current(AuthorityFolder.ROOT) != null;
        if (folder.current(AuthorityFolder.NEXT_ROOT) != null) {
            problems.add(
                    Code.ROTATION_UNDER_WAY,
                    Place.file(folder.shown(AuthorityFolder.NEXT_ROOT)),
                    "the root of this authority is being replaced, and a third root would leave clusters with one that"
                            + " nobody knows; finish with cw ca rotate --next, or go back with --abort");
        } else if (exists && !force) {
            problems.add(
                    Code.ROOT_EXISTS,
                    Place.file(folder.shown(AuthorityFolder.ROOT)),
                    "there is a root already, and what it signed would be worth nothing under another; cw ca rotate"
                            + " replaces it without a failing call, and --force makes a new one all the same");
        } else if (!force && !folder.roots().isEmpty()) {
            problems.add(
                    Code.ROOT_EXISTS,
                    Place.file(folder.shown(AuthorityFolder.ROOTS)),
                    roots.linkIsMissing() + ". A new one, by --force, would make what it signed worthless");
        }
        clock.check();
        if (problems.hasErrors()) {
            return null;
        }
        return roots.make(
                AuthorityFolder.ROOT,
                wish.algorithm() == null ? Algorithm.ECDSA_P256 : wish.algorithm(),
                wish.lifetime(),
                wish.organisation() == null ? "coddiwomple" : wish.organisation(),
                wish.passphrase());
    }

    /** Issues an intermediate to a cluster, in place of the one that it may have. */
    public @Nullable Issued issue(Wish.ForCluster wish) throws StorageFailed {
        clock.check();
        return issuing.issue(wish);
    }

    /** The clusters that were issued to, sorted. */
    public List<String> clusters() throws StorageFailed {
        return folder.clusters();
    }

    /** The root that signs. */
    public @Nullable Root root() throws StorageFailed {
        return roots.current();
    }

    /** A cluster's files, checked; null when they are not valid now. */
    public @Nullable Bundle bundle(String cluster) throws StorageFailed {
        Bundle bundle = bundles.find(cluster);
        if (bundle != null) {
            expectRoot(bundle);
            boolean valid = bundles.isValid(bundle);
            return hasOwnKey(bundle) && valid ? bundle : null;
        }
        if (!folder.clusters().contains(cluster)) {
            problems.add(
                    Code.NOT_ISSUED,
                    Place.file(folder.shown()),
                    "nothing was issued to cluster " + cluster + " here, and cw ca issue " + cluster + " does it"
                            + Suggestion.ending(cluster, folder.clusters()));
        }
        return null;
    }

    private boolean hasOwnKey(Bundle bundle) throws StorageFailed {
        boolean own = true;
        for (String other : folder.clusters()) {
            Bundle theirs =
                    other.equals(bundle.cluster()) ? null : new Bundles(folder, now, new Problems()).find(other);
            if (theirs != null
                    && theirs.certificate()
                            .getPublicKey()
                            .equals(bundle.certificate().getPublicKey())) {
                own = false;
                problems.add(
                        Code.KEY_SHARED,
                        Place.file(folder.shown(AuthorityFolder.ofCluster(bundle.cluster()))),
                        "cluster " + bundle.cluster() + " has the private key of cluster " + other
                                + " here, and each must have its own; run cw ca issue for both");
            }
        }
        return own;
    }

    private void expectRoot(Bundle bundle) throws StorageFailed {
        Root root = roots.find(AuthorityFolder.ROOT);
        Root next = roots.find(AuthorityFolder.NEXT_ROOT);
        if (root != null && !Issuing.isSignedBy(bundle, root) && (next == null || !Issuing.isSignedBy(bundle, next))) {
            problems.add(
                    Code.ROOT_REPLACED,
                    Place.file(folder.shown(AuthorityFolder.ofCluster(bundle.cluster()))),
                    "the intermediate of cluster " + bundle.cluster() + " is of a root before " + root.name()
                            + ", so clusters with newer ones refuse its calls; run cw ca issue " + bundle.cluster());
        }
    }

    /**
     * What every cluster's files say, valid or not. Of a set that cannot be used a problem says why, and the observation
     * says nothing: what cannot be read is not gone.
     */
    public List<Observation> observations() throws StorageFailed {
        var all = new ArrayList<Observation>();
        for (String cluster : folder.clusters()) {
            Bundle bundle = null;
            try {
                bundle = bundles.find(cluster);
                if (bundle != null) {
                    expectRoot(bundle);
                }
            } catch (StorageFailed failed) {
                problems.add(Code.UNREADABLE, Place.NONE, failed.sentence());
            }
            all.add(
                    bundle == null
                            ? new Observation(cluster, folder.shown(), List.of(), List.of(), false)
                            : Observation.of(bundle, folder.shown()));
        }
        return all;
    }

    /** Where the replacement of the root stands. */
    public @Nullable Rotation rotation() throws StorageFailed {
        return rotating().state();
    }

    /**
     * Begins to replace the root: does the first step.
     *
     * @param wish its passphrase is that of both roots
     * @return the step that was done
     */
    public Rotation.@Nullable Step startRotation(Wish.ForRoot wish) throws StorageFailed {
        clock.check();
        return rotating().start(wish);
    }

    /** Does the next step of replacing the root, and returns it. */
    public Rotation.@Nullable Step nextRotationStep(@Nullable Passphrase passphrase) throws StorageFailed {
        clock.check();
        return rotating().next(passphrase);
    }

    /** Goes back to the root that was to be replaced. Returns the clusters whose files changed. */
    public @Nullable List<String> abortRotation() throws StorageFailed {
        return rotating().abort();
    }

    private Rotating rotating() {
        return new Rotating(folder, roots, bundles, issuing, now, problems);
    }

    @Override
    public void close() throws StorageFailed {
        folder.close();
    }
}
