package io.coddiwomple.spec;

import io.coddiwomple.model.AddressPool;
import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.model.Shape;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts what was read together, and checks every reference between its parts. */
final class Assembly {
    private final Draft draft;
    private final Options options;
    private final Problems problems;

    private Assembly(Draft draft, Options options, Problems problems) {
        this.draft = draft;
        this.options = options;
        this.problems = problems;
    }

    /** The federation, or null when there are errors. */
    static @Nullable Federation of(Draft draft, Options options, Problems problems) {
        return new Assembly(draft, options, problems).assemble();
    }

    private @Nullable Federation assemble() {
        Draft.FederationDraft settings = settings();
        Located<String> suffix = settings.suffix();
        AddressPool pool = pool(settings);
        SortedMap<String, Cluster> clusters = clusters();
        boolean suffixCounts = suffix == null || checkSuffix(suffix, clusters);
        String suffixText = suffix == null || !suffixCounts ? Suffixes.DEFAULT : suffix.value();
        ambient(clusters);
        if (clusters.isEmpty() && !problems.hideInput()) {
            problems.add(
                    Code.NO_CLUSTERS,
                    Place.NONE,
                    "the input defines no cluster; add documents of kind Cluster with -f, or a cluster file with"
                            + " --cluster-file");
        }
        for (Located<String> named : draft.namedClusters) {
            if (!clusters.containsKey(named.value())) {
                problems.add(
                        Code.UNKNOWN_CLUSTER,
                        named.place(),
                        "--from names cluster \"" + named.value() + "\", which no cluster defines"
                                + Suggestion.ending(named.value(), clusters.keySet()));
            }
        }
        List<Draft.ServiceDraft> drafts = Precedence.resolve(draft.services, suffixText, problems);
        var builder = new ServiceAssembly(clusters, new Hosts(suffixText, suffixCounts, pool, problems), problems);
        var services = new ArrayList<GlobalService>();
        for (Draft.ServiceDraft each : drafts) {
            GlobalService service = builder.service(each);
            if (service != null) {
                services.add(service);
            }
        }
        builder.checkShared();
        if (drafts.isEmpty() && !problems.hasErrors()) {
            problems.add(
                    Code.NOTHING_EXPORTED,
                    Place.NONE,
                    "the input defines no service, so there is nothing to call; add documents of kind GlobalService, a service"
                            + " file, or exported Services");
        }
        if (problems.hasErrors()) {
            return null;
        }
        services.sort((one, other) -> one.id().compareTo(other.id()));
        return new Federation(
                settings.name().value(),
                suffixText,
                settings.namespace() == null ? "cw" : settings.namespace(),
                pool,
                shape(settings),
                List.copyOf(clusters.values()),
                List.copyOf(services),
                List.copyOf(draft.foreign));
    }

    /** Returns false when it is no suffix at all, and hosts cannot be blamed for not ending in it. */
    private boolean checkSuffix(Located<String> suffix, SortedMap<String, Cluster> clusters) {
        if (!Hostnames.isHost(suffix.value())
                || !Suffixes.check("spec.suffix", suffix.value(), suffix.place(), problems)) {
            return false;
        }
        clusters.values().forEach(cluster -> Suffixes.check(suffix.value(), suffix.place(), cluster, problems));
        return true;
    }

    private Shape shape(Draft.FederationDraft settings) {
        if (options.shape() != null) {
            return options.shape();
        }
        return settings.shape() == null ? Shape.LOCAL_SNI : settings.shape();
    }

    private Draft.FederationDraft settings() {
        var all = new ArrayList<>(draft.federations);
        all.sort((one, other) -> one.name().place().compareTo(other.name().place()));
        for (int i = 1; i < all.size(); i++) {
            problems.add(
                    Code.DUPLICATE_NAME,
                    all.get(i).name().place(),
                    "a second Federation, \"" + all.get(i).name().value() + "\": all clusters share one, and "
                            + all.getFirst().name().place() + " already defines \""
                            + all.getFirst().name().value() + "\"");
        }
        if (!all.isEmpty()) {
            return all.getFirst();
        }
        return new Draft.FederationDraft(
                new Located<>("default", Place.NONE),
                null,
                null,
                AddressPool.DEFAULT.ipv4(),
                null,
                false,
                List.of(),
                null);
    }

    private AddressPool pool(Draft.FederationDraft settings) {
        Cidr ipv4 = settings.ipv4();
        Cidr ipv6 = settings.ipv6();
        Place place = settings.name().place();
        if (ipv4 != null && !ipv4.base().isIpv4()) {
            problems.add(
                    Code.BAD_VALUE,
                    place,
                    "spec.addressPool.ipv4 is " + ipv4 + ", which is no IPv4 range; write IPv6 ranges under ipv6");
            ipv4 = null;
        }
        if (ipv6 != null && ipv6.base().isIpv4()) {
            problems.add(
                    Code.BAD_VALUE,
                    place,
                    "spec.addressPool.ipv6 is " + ipv6 + ", which is no IPv6 range; write IPv4 ranges under ipv4");
            ipv6 = null;
        }
        if (ipv4 == null && ipv6 == null && settings.withoutIpv4()) {
            problems.add(
                    Code.BAD_VALUE,
                    place,
                    "spec.addressPool has neither an IPv4 nor an IPv6 range, and every host needs an address; give one of"
                            + " them");
        }
        return new AddressPool(ipv4, ipv6, settings.excluded());
    }

    private SortedMap<String, Cluster> clusters() {
        var places = new TreeMap<String, Place>();
        var clusters = new TreeMap<String, Cluster>();
        var drafts = new ArrayList<>(draft.clusters);
        drafts.sort((one, other) -> one.name().place().compareTo(other.name().place()));
        for (Draft.ClusterDraft each : drafts) {
            String name = each.name().value();
            Place earlier = places.putIfAbsent(name, each.name().place());
            if (earlier != null) {
                problems.add(
                        Code.DUPLICATE_NAME,
                        each.name().place(),
                        "cluster \"" + name + "\" is defined twice, here and at " + earlier + "; rename one of them");
            } else {
                clusters.put(name, ClusterAssembly.cluster(each, options));
            }
        }
        return clusters;
    }

    private void ambient(SortedMap<String, Cluster> clusters) {
        var shown = new ArrayList<>(draft.ambientClusters);
        for (Draft.ClusterDraft each : draft.clusters) {
            if (each.ambient() != null) {
                shown.add(new Located<>(each.name().value(), each.ambient()));
            }
        }
        var seen = new java.util.HashSet<String>();
        shown.sort((one, other) -> one.place().compareTo(other.place()));
        for (Located<String> each : shown) {
            if (clusters.containsKey(each.value()) && seen.add(each.value())) {
                problems.add(
                        Code.AMBIENT,
                        each.place(),
                        "cluster " + each.value()
                                + " runs workloads in ambient mode, which these gateways cannot reach:"
                                + " ztunnel speaks HBONE on port 15008, not mutual TLS with Istio's server names; use"
                                + " sidecars there, or leave the cluster out");
            }
        }
    }
}
