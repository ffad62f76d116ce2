package io.coddiwomple.it.xds;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.envoy.Translation;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cw plans for random federations can be translated, but for what the list of differences says. */
class RandomTranslationTest {
    private static final long SEED = 20_260_901;
    private static final int FEDERATIONS = 60;
    private static final int MOST_CLUSTERS = 6;
    private static final double LEAST_SHARE = 0.85;

    @Test
    void mostIsTranslatedAndTheRestRefusedForAKnownReason() throws IOException {
        RefusedKinds.checkListed();
        List<RandomCluster> clusters = RandomCluster.of(SEED, FEDERATIONS, MOST_CLUSTERS);
        int translated = 0;
        for (RandomCluster cluster : clusters) {
            switch (cluster.translation()) {
                case Translation.Complete complete -> {
                    assertThat(complete.configs()).hasSameSizeAs(cluster.world().proxies());
                    translated++;
                }
                case Translation.Refused refused -> RefusedKinds.checkKnown(cluster, refused);
            }
        }
        assertThat((double) translated / clusters.size()).isGreaterThan(LEAST_SHARE);
    }
}
