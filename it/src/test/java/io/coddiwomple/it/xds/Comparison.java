package io.coddiwomple.it.xds;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.coddiwomple.envoy.Mesh;
import io.coddiwomple.envoy.Proxy;
import io.coddiwomple.envoy.ProxyConfig;
import io.coddiwomple.envoy.World;
import io.coddiwomple.it.mesh.ControlPlane;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Gives a real istiod what we translated, and asks it for every proxy what it says. */
final class Comparison {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(60);

    private static final Pattern TRUSTED = Pattern.compile("prefix: spiffe://([^/]+)/");

    private final ControlPlane istiod;

    Comparison(ControlPlane istiod) {
        this.istiod = istiod;
    }

    /**
     * What still differs when istiod had time enough, by pod; empty when all is equal.
     *
     * @param resources as they were printed
     * @param ours by {@link Proxy#node}
     */
    SortedMap<String, List<Difference>> differences(
            World world, String resources, SortedMap<String, ProxyConfig> ours) {
        Mesh mesh = world.mesh();
        if (istiod.mesh(mesh.trustDomain(), mesh.trustDomainAliases(), mesh.rootNamespace())) {
            await(() -> trusted(world).equals(trustDomains(mesh)));
        }
        istiod.replace(KubeObjects.of(mesh) + resources);
        // istiod takes a moment to see what was applied, and is right for good once it is.
        AtomicReference<SortedMap<String, List<Difference>>> last = new AtomicReference<>(new TreeMap<>());
        try {
            await(() -> {
                last.set(now(world, ours));
                return last.get().isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            return now(world, ours);
        }
        return last.get();
    }

    private SortedMap<String, List<Difference>> now(World world, Map<String, ProxyConfig> ours) {
        SortedMap<String, List<Difference>> all = new ConcurrentSkipListMap<>();
        world.proxies().parallelStream().forEach(proxy -> {
            Served theirs = KubernetesService.without(AdsClient.fetch(istiod.channel(), node(proxy)));
            Served own = Served.of(
                    Objects.requireNonNull(ours.get(proxy.node(world.mesh().domain()))));
            List<Difference> differences = Differ.differences(theirs, own);
            if (!differences.isEmpty()) {
                all.put(proxy.pod().name() + "." + proxy.pod().namespace(), differences);
            }
        });
        return all;
    }

    /** The trust domains whose identities istiod lets call a proxy. */
    private Set<String> trusted(World world) {
        Served theirs = AdsClient.fetch(istiod.channel(), node(world.clients().getFirst()));
        return theirs.listeners().stream()
                .flatMap(listener -> TRUSTED.matcher(Canonical.text(listener)).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> trustDomains(Mesh mesh) {
        Set<String> all = new HashSet<>(mesh.trustDomainAliases());
        all.add(mesh.trustDomain());
        return all;
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(LIMIT)
                .pollDelay(PAUSE)
                .pollInterval(PAUSE)
                .conditionEvaluationListener(null)
                .until(condition);
    }

    private static Node node(Proxy proxy) {
        Struct.Builder labels = Struct.newBuilder();
        proxy.pod().labels().forEach((name, value) -> labels.putFields(name, text(value)));
        return Node.newBuilder()
                .setId(proxy.node("cluster.local"))
                .setMetadata(Struct.newBuilder()
                        .putFields("NAMESPACE", text(proxy.pod().namespace()))
                        .putFields("CLUSTER_ID", text("Kubernetes"))
                        .putFields("INSTANCE_IPS", text(proxy.pod().address()))
                        .putFields("SERVICE_ACCOUNT", text(proxy.pod().serviceAccount()))
                        .putFields(
                                "LABELS",
                                Value.newBuilder().setStructValue(labels).build()))
                .build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
