package io.coddiwomple.it.xds;

import io.coddiwomple.envoy.KubeService;
import io.coddiwomple.envoy.Mesh;
import io.coddiwomple.envoy.Pod;
import io.coddiwomple.model.Protocol;
import io.coddiwomple.model.Shape;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What clusters of random federations have, so that a test can tell that all of it was compared. */
final class Features {
    private Features() {}

    static Map<String, Predicate<RandomCluster>> all() {
        Map<String, Predicate<RandomCluster>> all = new TreeMap<>();
        all.put("nodes in several places", one -> places(one) > 1);
        all.put("nodes without a place", one -> pods(one, pod -> pod.locality().isEmpty()));
        all.put("nodes in a subzone", one -> pods(one, pod -> pod.locality().split("/", -1).length == 3));
        all.put("another trust domain", one -> !one.world().mesh().trustDomain().equals("cluster.local"));
        all.put(
                "trust domain aliases",
                one -> !one.world().mesh().trustDomainAliases().isEmpty());
        all.put(
                "another root namespace",
                one -> !one.world().mesh().rootNamespace().equals("istio-system"));
        all.put(
                "pods without sidecar",
                one -> pods(one, pod -> !pod.labels().containsKey("security.istio.io/tlsMode")));
        all.put("services without pods", one -> services(one, pods -> pods == 0));
        all.put("services with several pods", one -> services(one, pods -> pods > 1));
        all.put("several gateways", one -> one.world().gateways().size() > 1);
        all.put("an egress hop", one -> one.output().contains("egress.cw-export.local"));
        all.put("subsets", one -> one.output().contains("\n  subsets:\n"));
        all.put("weights of routes", one -> one.output().contains(" weight: "));
        all.put("weights of clusters", one -> one.output().contains(" distribute:\n"));
        all.put("ranks", one -> one.output().contains(" failoverPriority:\n"));
        all.put("failover by region", one -> one.output().contains(" failover:\n"));
        all.put("names as endpoints", one -> one.output().contains("resolution: DNS\n"));
        all.put("addresses as endpoints", one -> one.output().contains("resolution: STATIC\n"));
        all.put("entries for some namespaces", one -> one.output().contains("\n  - shop\n"));
        all.put("identities", one -> one.output().contains("subjectAltNames:\n"));
        all.put("hashes", one -> one.output().contains(" consistentHash:\n"));
        all.put("statuses to try again on", one -> one.output().contains("503"));
        for (Protocol protocol : Protocol.values()) {
            all.put("protocol " + protocol, one -> one.output().contains(" protocol: " + protocol.istioName() + "\n"));
        }
        for (Shape shape : Shape.values()) {
            if (shape != Shape.REWRITE) {
                all.put("shape " + shape, one -> shape(one, shape));
            }
        }
        return all;
    }

    private static long places(RandomCluster one) {
        return one.world().mesh().pods().stream().map(Pod::locality).distinct().count();
    }

    private static boolean pods(RandomCluster one, Predicate<Pod> predicate) {
        return one.world().mesh().pods().stream().anyMatch(predicate);
    }

    private static boolean services(RandomCluster one, Predicate<Long> predicate) {
        Mesh mesh = one.world().mesh();
        return mesh.services().stream()
                .map(service -> mesh.pods().stream()
                        .filter(pod -> selects(service, pod))
                        .count())
                .anyMatch(predicate);
    }

    private static boolean selects(KubeService service, Pod pod) {
        return pod.namespace().equals(service.namespace())
                && pod.labels().entrySet().containsAll(service.selector().entrySet());
    }

    private static boolean shape(RandomCluster one, Shape shape) {
        return one.federation().plan().federation().services().stream()
                .anyMatch(service ->
                        service.shape() == shape && one.output().contains("coddiwomple.io/service: " + service.id()));
    }
}
