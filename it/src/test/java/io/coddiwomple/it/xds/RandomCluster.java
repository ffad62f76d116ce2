package io.coddiwomple.it.xds;

import io.coddiwomple.envoy.Translation;
import io.coddiwomple.envoy.Translator;
import io.coddiwomple.envoy.World;
import io.coddiwomple.envoy.Yaml;
import io.coddiwomple.laws.RandomFederation;
import io.coddiwomple.plan.ClusterPlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * One cluster of a random federation.
 *
 * @param output what {@code cw gen} prints for it, not empty
 * @param world it, with what might run in it
 */
record RandomCluster(RandomFederation federation, ClusterPlan plan, String output, World world) {
    /** istiod takes the domain of its cluster from its command line, and so serves no other. */
    private static final String DOMAIN = "cluster.local";

    /** Up to so many clusters of each of so many federations, which cw plans, from a seed on. */
    static List<RandomCluster> of(long seed, int federations, int clusters) {
        List<RandomCluster> all = new ArrayList<>();
        LongStream.iterate(seed, each -> each + 1)
                .mapToObj(RandomFederation::of)
                .flatMap(Optional::stream)
                .limit(federations)
                .forEach(federation -> add(federation, clusters, all));
        return all;
    }

    private static void add(RandomFederation federation, int most, List<RandomCluster> all) {
        var random = new Random(federation.seed());
        List<ClusterPlan> plans = new ArrayList<>(federation.plan().clusters());
        Collections.shuffle(plans, random);
        int count = 0;
        for (ClusterPlan plan : plans) {
            String output = RandomFederation.output(plan);
            if (count < most
                    && !output.isEmpty()
                    && plan.cluster().clusterDomain().equals(DOMAIN)) {
                all.add(new RandomCluster(
                        federation,
                        plan,
                        output,
                        Population.of(federation.plan().federation(), plan.cluster(), Yaml.read(output), random)));
                count++;
            }
        }
    }

    Translation translation() {
        return Translator.translate(world.mesh(), world.proxies());
    }

    @Override
    public String toString() {
        return "seed " + federation.seed() + " cluster " + plan.cluster().name();
    }
}
