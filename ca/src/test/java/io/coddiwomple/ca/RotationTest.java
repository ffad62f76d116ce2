package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
    private static final List<String> CLUSTERS = List.of("london", "paris", "tokyo");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    private Bench bench() {
        return new Bench(base).withRoot().withClusters(CLUSTERS.toArray(String[]::new));
    }

    private static List<Rotation.Kind> left(Rotation rotation) {
        return rotation.steps().stream()
                .filter(step -> !step.done())
                .map(Rotation.Step::kind)
                .toList();
    }

    /** Everything that a cluster may have while it takes its files: those of the step before, and those of this one. */
    private record Moment(Bundle bundle, Workload workload) {}

    private static List<Moment> moments(Bench bench) throws GeneralSecurityException, Unreadable {
        var moments = new ArrayList<Moment>();
        for (String cluster : CLUSTERS) {
            Bundle bundle = bench.goodBundle(cluster);
            String identity = "spiffe://cluster.local/ns/foo/sa/" + cluster;
            moments.add(new Moment(bundle, Workload.below(bundle, identity, bench.now())));
        }
        return moments;
    }

    private static void trustEachOther(List<Moment> all, Bench bench) {
        for (Moment one : all) {
            for (Moment other : all) {
                assertThat(Chains.distrust(other.workload.chain(), one.bundle.roots(), bench.now()))
                        .as("%s meets %s", one.bundle, other.bundle)
                        .isEmpty();
            }
        }
    }

    /** The law of a rotation: whichever of two clusters has applied a step and the other not, they trust each other. */
    @Test
    void everyTwoClustersTrustEachOtherAtEveryMoment() throws GeneralSecurityException, Unreadable {
        Bench bench = bench();
        String first = bench.read("root/root-cert.pem");
        List<Moment> before = moments(bench);
        int steps = 0;
        do {
            Rotation.Step step = bench.rotate();
            assertThat(step).as(() -> bench.said().toString()).isNotNull();
            bench.later(Duration.ofHours(30));
            List<Moment> after = moments(bench);
            // Workloads get new certificates and bundles between steps, so only neighbours meet.
            var all = new ArrayList<>(renewed(before, bench));
            all.addAll(after);
            trustEachOther(all, bench);
            before = after;
            steps++;
        } while (Objects.requireNonNull(bench.rotation()).isUnderWay());

        assertThat(steps).isEqualTo(2 + CLUSTERS.size() + 1);
        assertThat(bench.read("root/root-cert.pem")).isNotEqualTo(first);
        for (String cluster : CLUSTERS) {
            assertThat(bench.read("clusters/" + cluster + "/root-cert.pem"))
                    .isEqualTo(bench.read("root/root-cert.pem"));
        }
        assertThat(bench.file("next-root")).doesNotExist();
    }

    private static List<Moment> renewed(List<Moment> before, Bench bench) throws GeneralSecurityException, Unreadable {
        var moments = new ArrayList<Moment>();
        for (Moment moment : before) {
            moments.add(new Moment(
                    moment.bundle, Workload.below(moment.bundle, "spiffe://cluster.local/ns/foo/sa/x", bench.now())));
        }
        return moments;
    }

    @Test
    void saysWhereItStands() {
        Bench bench = bench();
        Rotation none = bench.good(bench.rotation());
        assertThat(none.isUnderWay()).isFalse();
        assertThat(left(none))
                .containsExactly(
                        Rotation.Kind.NEW_ROOT,
                        Rotation.Kind.BOTH_ROOTS,
                        Rotation.Kind.REISSUE,
                        Rotation.Kind.REISSUE,
                        Rotation.Kind.REISSUE,
                        Rotation.Kind.OLD_ROOT_OUT);

        assertThat(bench.rotate()).isEqualTo(none.nextStep());
        assertThat(Objects.requireNonNull(bench.rotation()).nextStep().clusters())
                .isEqualTo(CLUSTERS);
        bench.rotate();
        assertThat(Objects.requireNonNull(bench.rotation()).nextStep())
                .isEqualTo(new Rotation.Step(Rotation.Kind.REISSUE, List.of("london"), false));
        bench.rotate();
        assertThat(Objects.requireNonNull(bench.rotation()).nextStep().clusters())
                .containsExactly("paris");
    }

    /** istiod 1.20 to 1.30 takes a changed bundle only when one contains the other as text. */
    @Test
    void theBundleWithBothRootsContainsEachAsText() {
        Bench bench = bench();
        String old = bench.read("clusters/london/root-cert.pem");
        bench.rotate();
        bench.rotate();
        String both = bench.read("clusters/london/root-cert.pem");
        while (Objects.requireNonNull(bench.rotation()).isUnderWay()) {
            bench.rotate();
        }
        String alone = bench.read("clusters/london/root-cert.pem");

        assertThat(both).isEqualTo(old + alone);
    }

    /** Changing what signs and what is trusted at once would not be taken without a restart. */
    @Test
    void noStepChangesBothTheIntermediateAndTheRoots() {
        Bench bench = bench();
        Map<String, String> files = read(bench);
        do {
            bench.rotate();
            Map<String, String> after = read(bench);
            for (String cluster : CLUSTERS) {
                boolean intermediate =
                        !Objects.equals(files.get(cluster + "/ca-cert.pem"), after.get(cluster + "/ca-cert.pem"));
                boolean roots =
                        !Objects.equals(files.get(cluster + "/root-cert.pem"), after.get(cluster + "/root-cert.pem"));
                assertThat(intermediate && roots).as(cluster).isFalse();
            }
            files = after;
        } while (Objects.requireNonNull(bench.rotation()).isUnderWay());
    }

    private static Map<String, String> read(Bench bench) {
        var files = new HashMap<String, String>();
        for (String cluster : CLUSTERS) {
            for (String name : Bundle.FILES) {
                files.put(cluster + "/" + name, bench.read("clusters/" + cluster + "/" + name));
            }
        }
        return files;
    }

    /** A cluster is renewed, and another joins, in the middle of any step: nobody is cut off. */
    @Test
    void clustersMayBeRenewedAndJoinMeanwhile() throws GeneralSecurityException, Unreadable {
        Bench bench = bench();
        int joined = 0;
        while (true) {
            bench.rotate();
            if (!Objects.requireNonNull(bench.rotation()).isUnderWay() || joined == 3) {
                break;
            }
            List<Moment> before = moments(bench);
            bench.withClusters("paris", "new-" + joined);
            Bundle fresh = bench.goodBundle("new-" + joined);
            joined++;
            var all = new ArrayList<>(before);
            all.addAll(moments(bench));
            all.add(new Moment(fresh, Workload.below(fresh, "spiffe://cluster.local/ns/a/sa/b", bench.now())));
            trustEachOther(all, bench);
        }
        for (int i = 0; i < 20 && Objects.requireNonNull(bench.rotation()).isUnderWay(); i++) {
            assertThat(bench.rotate()).as(() -> bench.said().toString()).isNotNull();
        }
        assertThat(Objects.requireNonNull(bench.rotation()).isUnderWay()).isFalse();
        trustEachOther(moments(bench), bench);
    }

    @Test
    void beginsOnlyWhenToldTo() {
        Bench bench = bench();
        Map<String, String> before = bench.tree();
        assertThat(bench.nextRotationStep()).isNull();
        assertThat(bench.abortRotation()).isNull();
        assertThat(bench.said())
                .containsExactly("error CW6020 ca no rotation is under way; cw ca rotate --start begins one");
        assertThat(bench.tree()).isEqualTo(before);

        assertThat(bench.startRotation()).isNotNull();
        before = bench.tree();
        assertThat(bench.startRotation()).isNull();
        assertThat(bench.said())
                .containsExactly("error CW6015 ca/next-root there is a new root already; cw ca rotate --next goes on"
                        + " with it, and --abort goes back");
        assertThat(bench.tree()).isEqualTo(before);

        int steps = 0;
        while (bench.nextRotationStep() != null) {
            steps++;
        }
        assertThat(steps).as("the loop ends with the rotation").isEqualTo(1 + CLUSTERS.size() + 1);
        assertThat(bench.said()).singleElement().asString().startsWith("error CW6020 ");
    }

    @Test
    void goesBackWhileTheOldRootSignsForAll() {
        Bench bench = bench();
        Map<String, String> before = read(bench);
        bench.startRotation();
        assertThat(bench.abortRotation()).isEmpty();
        assertThat(bench.good(bench.rotation()).isUnderWay()).isFalse();

        bench.startRotation();
        bench.nextRotationStep();
        bench.withClusters("paris");
        before.putAll(read(bench));
        assertThat(bench.abortRotation()).isEqualTo(CLUSTERS);
        assertThat(bench.good(bench.rotation()).isUnderWay()).isFalse();
        assertThat(bench.names("roots")).as("nothing is lost").hasSize(3);
        String old = bench.read("root/root-cert.pem");
        before.replaceAll((name, text) -> name.endsWith("/root-cert.pem") ? old : text);
        assertThat(read(bench)).isEqualTo(before);
    }

    /** Ended between two clusters, in either direction. */
    @Test
    void goesBackFromHalfAStep() throws IOException {
        Bench bench = bench();
        bench.startRotation();
        Path before = Files.readSymbolicLink(bench.file("clusters/paris"));
        bench.nextRotationStep();
        Files.delete(bench.file("clusters/paris"));
        Files.createSymbolicLink(bench.file("clusters/paris"), before);

        Rotation.Step next = bench.good(bench.rotation()).nextStep();
        assertThat(next).isEqualTo(new Rotation.Step(Rotation.Kind.BOTH_ROOTS, CLUSTERS, false));
        assertThat(bench.abortRotation()).containsExactly("london", "tokyo");
        assertThat(bench.good(bench.rotation()).isUnderWay()).isFalse();
    }

    /** Whoever was interrupted has not heard what to run in the clusters that were changed before. */
    @Test
    void namesAllClustersOfAStepThatWasBegun() throws IOException {
        Bench bench = bench();
        bench.startRotation();
        Path before = Files.readSymbolicLink(bench.file("clusters/paris"));
        bench.nextRotationStep();
        Path london = Files.readSymbolicLink(bench.file("clusters/london"));
        Files.delete(bench.file("clusters/paris"));
        Files.createSymbolicLink(bench.file("clusters/paris"), before);

        assertThat(bench.good(bench.nextRotationStep()).clusters()).isEqualTo(CLUSTERS);
        assertThat(Files.readSymbolicLink(bench.file("clusters/london"))).isEqualTo(london);
        assertThat(bench.goodBundle("paris").roots()).hasSize(2);
    }

    /** A set of a root before both was put back: it does not tell that the others have left the old root behind. */
    @Test
    void issuesUnderTheOldRootWhileAnOlderSetStands() throws IOException {
        Bench bench = bench();
        Path oldest = Files.readSymbolicLink(bench.file("clusters/london"));
        for (int step = 0; step < 2 + CLUSTERS.size() + 1; step++) {
            bench.good(bench.rotate());
        }
        bench.good(bench.startRotation());
        Files.delete(bench.file("clusters/london"));
        Files.createSymbolicLink(bench.file("clusters/london"), oldest);

        for (String cluster : List.of("rome", "london")) {
            bench.good(bench.issue(cluster));
            assertThat(bench.goodBundle(cluster).roots()).hasSize(2);
            assertThat(Chains.distrust(
                            bench.goodBundle(cluster).chain(),
                            bench.goodBundle("paris").roots(),
                            bench.now()))
                    .isEmpty();
        }
        assertThat(bench.abortRotation()).containsExactly("london", "rome");
    }

    @Test
    void doesNotGoBackOnceTheNewRootSigns() {
        Bench bench = bench();
        bench.startRotation();
        bench.nextRotationStep();
        bench.nextRotationStep();
        while (bench.good(bench.rotation()).isUnderWay()) {
            Map<String, String> before = bench.tree();
            assertThat(bench.abortRotation()).isNull();
            assertThat(bench.said())
                    .singleElement()
                    .asString()
                    .startsWith("error CW6015 ca/next-root the new root signs for london")
                    .endsWith("the way is forward, with cw ca rotate --next");
            assertThat(bench.tree()).isEqualTo(before);
            bench.nextRotationStep();
        }
    }

    @Test
    void saysThatNoStepsHelpARootThatHasEnded() {
        Bench bench = new Bench(base);
        bench.makeRoot(false, Algorithm.ECDSA_P256, Lifetime.ofDays(10));
        bench.withClusters("london").later(Duration.ofDays(11));
        Map<String, String> before = bench.tree();

        assertThat(bench.rotation()).isNull();
        assertThat(bench.startRotation()).isNull();
        assertThat(bench.said())
                .singleElement()
                .asString()
                .startsWith("error CW6010 ca/root/root-cert.pem this root ended at ")
                .contains("no order of steps keeps calls working");
        assertThat(bench.tree()).isEqualTo(before);
    }

    @Test
    void hasNothingToSayOfARootThatIsReplacedInTime() {
        Bench bench = new Bench(base);
        bench.makeRoot(false, Algorithm.ECDSA_P256, Lifetime.ofDays(10));
        bench.withClusters("london").later(Duration.ofDays(8));

        assertThat(bench.rotation()).isNotNull();
        assertThat(bench.said()).isEmpty();
        assertThat(bench.startRotation()).isNotNull();
        assertThat(bench.said()).isEmpty();
    }

    /** Where the new root was made in time, the steps lead out of it. */
    @Test
    void goesOnAfterTheOldRootHasEnded() {
        Bench bench = new Bench(base);
        bench.makeRoot(false, Algorithm.ECDSA_P256, Lifetime.ofDays(10));
        bench.withClusters("london");
        bench.startRotation();
        bench.later(Duration.ofDays(11));

        for (int step = 0; step < 3; step++) {
            assertThat(bench.nextRotationStep())
                    .as(() -> bench.said().toString())
                    .isNotNull();
        }
        assertThat(bench.bundle("london")).isNotNull();
    }

    @Test
    void endsAtOnceWithoutClusters() {
        Bench bench = new Bench(base).withRoot();

        assertThat(bench.rotate()).isNotNull();
        assertThat(Objects.requireNonNull(bench.rotation()).nextStep().kind()).isEqualTo(Rotation.Kind.OLD_ROOT_OUT);
        assertThat(bench.rotate()).isNotNull();
        assertThat(Objects.requireNonNull(bench.rotation()).isUnderWay()).isFalse();
    }

    @Test
    void keepsAllThatWasThere() {
        Bench bench = bench();
        Map<String, String> before = bench.tree();
        before.keySet().removeIf(name -> name.startsWith("ca/clusters/") || name.equals("ca/root"));
        do {
            bench.rotate();
        } while (Objects.requireNonNull(bench.rotation()).isUnderWay());

        assertThat(bench.tree()).containsAllEntriesOf(before);
    }

    @Test
    void keepsAPassphraseAPassphrase() {
        Bench bench = new Bench(base).passphrase("correct horse").withRoot().withClusters("london");
        Map<String, String> before = bench.tree();

        assertThat(bench.passphrase(null).rotate()).isNull();
        assertThat(bench.said())
                .singleElement()
                .asString()
                .startsWith("error CW6006 ca/root/root-key.pem the private key of");
        assertThat(bench.tree()).isEqualTo(before);

        assertThat(bench.passphrase("corect horse").rotate()).isNull();
        assertThat(bench.said()).singleElement().asString().startsWith("error CW6006 ca/root/root-key.pem this file");
        assertThat(bench.tree()).isEqualTo(before);

        bench.passphrase("correct horse");
        assertThat(bench.rotate()).isNotNull();
        assertThat(bench.rotate()).isNotNull();
        assertThat(bench.passphrase("another one").rotate()).isNull();
        assertThat(bench.said())
                .singleElement()
                .asString()
                .startsWith("error CW6006 ca/next-root/root-key.pem this file");
        assertThat(bench.passphrase("correct horse").rotate()).isNotNull();
    }

    @Test
    void wantsAllClustersUnderTheRootThatIsReplaced() {
        Bench bench = bench();
        bench.makeRoot(true, Algorithm.ECDSA_P256, Lifetime.ofDays(3650));
        bench.withClusters("london");

        assertThat(bench.rotate()).isNull();
        assertThat(bench.said())
                .hasSize(2)
                .allMatch(line ->
                        line.startsWith("error CW6014 ca/clusters/") && line.contains("cut off from the others"));
    }

    @Test
    void wantsFilesThatBelongTogether() {
        Bench bench = bench();
        bench.overwrite("clusters/paris/ca-key.pem", bench.read("clusters/london/ca-key.pem"));
        Map<String, String> before = bench.tree();

        assertThat(bench.rotate()).isNull();
        assertThat(bench.said()).singleElement().asString().startsWith("error CW6008 ca/clusters/paris/ca-key.pem");
        assertThat(bench.tree()).isEqualTo(before);
    }
}
