package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a root so that every two clusters trust each other at any time, in whichever order their istiods take their
 * files. Owned by one thread.
 *
 * <p>The bundle with both roots holds the old one first, byte for byte as it was: istiod 1.20 to 1.30 takes a changed
 * bundle only when the one contains the other as text (istio_ca.go, handleEvent).
 */
final class Rotating {
    private final AuthorityFolder folder;
    private final Roots roots;
    private final Bundles bundles;
    private final Issuing issuing;
    private final Instant now;
    private final Problems problems;

    Rotating(AuthorityFolder folder, Roots roots, Bundles bundles, Issuing issuing, Instant now, Problems problems) {
        this.folder = folder;
        this.roots = roots;
        this.bundles = bundles;
        this.issuing = issuing;
        this.now = now;
        this.problems = problems;
    }

    /** A cluster's set, by what it says of the two roots. */
    private record Position(Bundle bundle, boolean signedByNext, boolean trustsNext) {}

    @Nullable Rotation state() throws StorageFailed {
        Root root = roots.current();
        Root next = roots.find(AuthorityFolder.NEXT_ROOT);
        List<Position> positions = root == null ? List.of() : positions(root, next);
        if (root != null && next == null && !root.validity().isDue(now)) {
            // One that is due is what this is for. With a new root at hand, the remaining steps lead out of it.
            new ValidityCheck(now, problems)
                    .isValid(
                            "this root",
                            root.validity(),
                            Place.file(root.shown()),
                            "no order of steps keeps calls working any more, but for connections that stand; make a new"
                                    + " one with cw ca init --force, and issue to every cluster again",
                            "cw ca rotate replaces it");
        }
        return root == null || problems.hasErrors() ? null : state(root, next, positions);
    }

    private List<Position> positions(Root root, @Nullable Root next) throws StorageFailed {
        var positions = new ArrayList<Position>();
        for (String cluster : folder.clusters()) {
            Bundle bundle = bundles.find(cluster);
            if (bundle == null) {
                continue;
            }
            boolean byNext = next != null && Issuing.isSignedBy(bundle, next);
            if (!byNext && !Issuing.isSignedBy(bundle, root)) {
                problems.add(
                        Code.NOT_ISSUED,
                        Place.file(folder.shown(AuthorityFolder.ofCluster(cluster))),
                        "the intermediate of cluster " + cluster + " is of a root before " + root.name()
                                + ", so this cluster is cut off from the others; cw ca issue " + cluster
                                + " ends that, before the root is replaced");
            }
            positions.add(
                    new Position(bundle, byNext, next != null && bundle.roots().contains(next.certificate())));
        }
        return positions;
    }

    private static Rotation state(Root root, @Nullable Root next, List<Position> positions) {
        var steps = new ArrayList<Rotation.Step>();
        boolean made = next != null;
        steps.add(new Rotation.Step(Rotation.Kind.NEW_ROOT, List.of(), made));
        boolean trusted = made && positions.stream().allMatch(Position::trustsNext);
        // All of them until it is done: who was interrupted has not heard yet what to run for the first ones.
        steps.add(new Rotation.Step(Rotation.Kind.BOTH_ROOTS, trusted ? List.of() : names(positions), trusted));
        for (Position position : positions) {
            steps.add(new Rotation.Step(
                    Rotation.Kind.REISSUE, List.of(position.bundle.cluster()), position.signedByNext));
        }
        steps.add(new Rotation.Step(Rotation.Kind.OLD_ROOT_OUT, names(positions), false));
        return new Rotation(root, next, List.copyOf(steps));
    }

    private static List<String> names(List<Position> positions) {
        return positions.stream().map(position -> position.bundle.cluster()).toList();
    }

    /** Does the first step; null with problems, and then nothing has changed. */
    Rotation.@Nullable Step start(Wish.ForRoot wish) throws StorageFailed {
        Rotation rotation = state();
        if (rotation == null) {
            return null;
        }
        if (rotation.isUnderWay()) {
            problems.add(
                    Code.ROTATION_UNDER_WAY,
                    Place.file(folder.shown(AuthorityFolder.NEXT_ROOT)),
                    "there is a new root already; cw ca rotate --next goes on with it, and --abort goes back");
        }
        Root root = rotation.root();
        if (roots.isEncrypted(AuthorityFolder.ROOT) && wish.passphrase() == null) {
            problems.add(
                    Code.BAD_PASSPHRASE,
                    Place.file(folder.shown(AuthorityFolder.ROOT + "/" + Root.KEY)),
                    "the private key of the root is encrypted, and that of the new root would not be; give its passphrase"
                            + " with --passphrase-file FILE or in the variable CW_CA_PASSPHRASE of the environment");
        }
        if (problems.hasErrors() || !isPassphraseOf(root, wish.passphrase())) {
            return null;
        }
        Algorithm algorithm =
                wish.algorithm() == null ? Algorithm.like(root.certificate().getPublicKey()) : wish.algorithm();
        String organisation =
                wish.organisation() == null ? Signing.organisation(root.certificate()) : wish.organisation();
        roots.make(AuthorityFolder.NEXT_ROOT, algorithm, wish.lifetime(), organisation, wish.passphrase());
        return rotation.nextStep();
    }

    /** Both roots have one passphrase, so that of the new one must open the old one. */
    private boolean isPassphraseOf(Root root, @Nullable Passphrase passphrase) throws StorageFailed {
        return !roots.isEncrypted(AuthorityFolder.ROOT) || roots.key(AuthorityFolder.ROOT, root, passphrase) != null;
    }

    /** Does the step after those that are done; null with problems, and then nothing has changed. */
    Rotation.@Nullable Step next(@Nullable Passphrase passphrase) throws StorageFailed {
        Rotation rotation = state();
        Root next = rotation == null ? null : underWay(rotation);
        if (rotation == null || next == null || problems.hasErrors()) {
            return null;
        }
        Rotation.Step step = rotation.nextStep();
        X509Certificate old = rotation.root().certificate();
        List<X509Certificate> both = List.of(old, next.certificate());
        boolean done = true;
        switch (step.kind()) {
            case NEW_ROOT -> throw new IllegalStateException("there is a new root already");
            case BOTH_ROOTS -> trust(step.clusters(), both);
            case REISSUE -> {
                Bundle before = bundles.find(step.clusters().getFirst());
                done = before != null
                        && issuing.sign(before, AuthorityFolder.NEXT_ROOT, next, both, passphrase) != null;
            }
            case OLD_ROOT_OUT -> {
                trust(step.clusters(), List.of(next.certificate()));
                folder.move(AuthorityFolder.NEXT_ROOT, AuthorityFolder.ROOT);
            }
        }
        return done ? step : null;
    }

    /**
     * Goes back to the old root alone, which must still sign for every cluster. The new root goes last: a run that is
     * ended before leaves a rotation that goes on in either direction.
     *
     * @return the clusters whose files changed, or null with problems, and then nothing has changed
     */
    @Nullable List<String> abort() throws StorageFailed {
        Rotation rotation = state();
        Root next = rotation == null ? null : underWay(rotation);
        if (rotation == null || next == null) {
            return null;
        }
        List<String> signed = new ArrayList<>();
        List<String> trusting = new ArrayList<>();
        for (Position position : positions(rotation.root(), next)) {
            if (position.signedByNext) {
                signed.add(position.bundle.cluster());
            }
            if (position.trustsNext) {
                trusting.add(position.bundle.cluster());
            }
        }
        if (!signed.isEmpty()) {
            problems.add(
                    Code.ROTATION_UNDER_WAY,
                    Place.file(folder.shown(AuthorityFolder.NEXT_ROOT)),
                    "the new root signs for " + String.join(", ", signed)
                            + " already, whose calls fail where the old one alone is trusted; the way is forward, with"
                            + " cw ca rotate --next");
            return null;
        }
        trust(trusting, List.of(rotation.root().certificate()));
        folder.remove(AuthorityFolder.NEXT_ROOT);
        return trusting;
    }

    private @Nullable Root underWay(Rotation rotation) {
        if (!rotation.isUnderWay()) {
            problems.add(
                    Code.NO_ROTATION,
                    Place.file(folder.shown()),
                    "no rotation is under way; cw ca rotate --start begins one");
        }
        return rotation.next();
    }

    private void trust(List<String> clusters, List<X509Certificate> trusted) throws StorageFailed {
        for (String cluster : clusters) {
            Bundle before = bundles.find(cluster);
            if (before != null && !before.roots().equals(trusted)) {
                issuing.trust(before, trusted);
            }
        }
    }
}
