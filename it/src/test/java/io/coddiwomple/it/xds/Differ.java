package io.coddiwomple.it.xds;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells two configurations of a proxy apart. */
final class Differ {
    private Differ() {}

    /** One for each resource that differs; empty when they are equal. */
    static List<Difference> differences(Served istiod, Served ours) {
        List<Difference> all = new ArrayList<>();
        compare("listener", istiod.listeners(), ours.listeners(), Listener::getName, all);
        compare("routes", istiod.routes(), ours.routes(), RouteConfiguration::getName, all);
        compare("cluster", istiod.clusters(), ours.clusters(), Cluster::getName, all);
        compare("endpoints", istiod.endpoints(), ours.endpoints(), ClusterLoadAssignment::getClusterName, all);
        return all;
    }

    private static <T extends Message> void compare(
            String kind, List<T> istiod, List<T> ours, Function<T, String> name, List<Difference> all) {
        SortedMap<String, T> theirs = byName(istiod, name);
        SortedMap<String, T> own = byName(ours, name);
        SortedSet<String> names = new TreeSet<>(theirs.keySet());
        names.addAll(own.keySet());
        for (String one : names) {
            T left = theirs.get(one);
            T right = own.get(one);
            if (!Objects.equals(left, right)) {
                compare(kind + " " + one, text(left), text(right), all);
            }
        }
    }

    private static void compare(String resource, String istiod, String ours, List<Difference> all) {
        if (!istiod.equals(ours)) {
            all.add(new Difference(resource, istiod, ours));
        }
    }

    private static <T extends Message> SortedMap<String, T> byName(List<T> messages, Function<T, String> name) {
        SortedMap<String, T> byName = new TreeMap<>();
        messages.forEach(message -> byName.put(name.apply(message), message));
        return byName;
    }

    private static String text(@Nullable Message message) {
        return message == null ? "" : Canonical.text(message);
    }
}
