package io.coddiwomple.it.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.envoy.Translation;
import io.coddiwomple.it.mesh.ControlPlane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * For clusters of random federations, a real istiod and our translation tell every proxy the same. {@code -Dxds.seed}
 * names the first federation, {@code -Dxds.federations} their number.
 */
@Tag("peers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomFederationsTest {
    private static final long SEED = Long.getLong("xds.seed", 1);
    private static final int FEDERATIONS = Integer.getInteger("xds.federations", 200);
    private static final double LEAST_SHARE = 0.85;
    /** Of the clusters that are compared, for every 200 federations. */
    private static final int LEAST_OF_EACH = 3;

    private ControlPlane istiod;

    @BeforeAll
    void start() {
        ControlPlane.need();
        istiod = ControlPlane.start();
    }

    @AfterAll
    void stop() {
        if (istiod != null) {
            istiod.close();
        }
    }

    /** One cluster of half of the federations, two of the others: as many as there is time for. */
    private static List<RandomCluster> clusters() {
        int half = FEDERATIONS / 2;
        List<RandomCluster> all = new ArrayList<>(RandomCluster.of(SEED, half, 2));
        long next = all.getLast().federation().seed() + 1;
        all.addAll(RandomCluster.of(next, FEDERATIONS - half, 1));
        // What holds for a whole mesh is changed as seldom as can be.
        all.sort(Comparator.comparing((RandomCluster one) -> one.world().mesh().trustDomain())
                .thenComparing(one -> one.world().mesh().trustDomainAliases().toString())
                .thenComparing(one -> one.world().mesh().rootNamespace()));
        return all;
    }

    @TestFactory
    Stream<DynamicTest> saysWhatIstiodSays() {
        List<RandomCluster> clusters = clusters();
        List<RandomCluster> compared = new ArrayList<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (RandomCluster one : clusters) {
            switch (one.translation()) {
                case Translation.Complete complete -> {
                    compared.add(one);
                    tests.add(dynamicTest(one.toString(), () -> compare(one, complete.configs())));
                }
                case Translation.Refused refused ->
                    tests.add(dynamicTest(one + " is refused", () -> RefusedKinds.checkKnown(one, refused)));
            }
        }
        tests.add(dynamicTest(
                compared.size() + " of " + clusters.size() + " are compared",
                () -> assertThat((double) compared.size() / clusters.size()).isGreaterThan(LEAST_SHARE)));
        Features.all()
                .forEach((name, has) -> tests.add(dynamicTest(
                        "some have: " + name,
                        () -> assertThat(compared.stream().filter(has).count())
                                .isGreaterThanOrEqualTo((long) LEAST_OF_EACH * FEDERATIONS / 200))));
        return tests.stream();
    }

    private void compare(RandomCluster one, SortedMap<String, ProxyConfig> configs) {
        SortedMap<String, List<Difference>> differences =
                new Comparison(istiod).differences(one.world(), one.output(), configs);
        differences.forEach((pod, of) -> {
            Difference smallest = Collections.min(of, Comparator.comparingInt(Difference::size));
            throw new AssertionError(one + ", pod " + pod + " differs in " + of.size() + " resources of "
                    + differences.size() + " pods, the smallest of which is " + smallest + "\nin full "
                    + smallest.whole() + "\nof the federation\n"
                    + one.federation().text());
        });
    }
}
