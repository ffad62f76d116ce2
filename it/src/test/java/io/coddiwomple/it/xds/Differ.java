package io.coddiwomple.it.xds;

import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Tells two configurations of a proxy apart. */
final class Differ {
    private Differ() {}

    /** One entry for each resource that differs, with the lines that only one side has; empty when they are equal. */
    static List<String> differences(Served istiod, Served ours) {
        List<String> all = new ArrayList<>();
        compare("listener", istiod.listeners(), ours.listeners(), Listener::getName, all);
        compare("routes", istiod.routes(), ours.routes(), RouteConfiguration::getName, all);
        compare("cluster", istiod.clusters(), ours.clusters(), Cluster::getName, all);
        compare("endpoints", istiod.endpoints(), ours.endpoints(), ClusterLoadAssignment::getClusterName, all);
        return all;
    }

    private static <T extends Message> void compare(
            String kind, List<T> istiod, List<T> ours, Function<T, String> name, List<String> all) {
        SortedMap<String, String> theirs = texts(istiod, name);
        SortedMap<String, String> own = texts(ours, name);
        SortedSet<String> names = new TreeSet<>(theirs.keySet());
        names.addAll(own.keySet());
        for (String one : names) {
            String left = theirs.get(one);
            String right = own.get(one);
            if (left == null) {
                all.add(kind + " " + one + ": only ours has it");
            } else if (right == null) {
                all.add(kind + " " + one + ": only istiod has it");
            } else if (!left.equals(right)) {
                all.add(kind + " " + one + ":\n" + onlyIn("istiod", left, right) + onlyIn("ours", right, left));
            }
        }
    }

    private static <T extends Message> SortedMap<String, String> texts(List<T> messages, Function<T, String> name) {
        SortedMap<String, String> texts = new TreeMap<>();
        messages.forEach(message -> texts.put(name.apply(message), Canonical.text(message)));
        return texts;
    }

    private static String onlyIn(String side, String text, String other) {
        List<String> rest = new ArrayList<>(other.lines().toList());
        var lines = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (!rest.remove(line)) {
                lines.append("  ")
                        .append(side)
                        .append(": ")
                        .append(line.strip())
                        .append('\n');
            }
        }
        return lines.isEmpty() ? "  " + side + ": the same lines in another order\n" : lines.toString();
    }
}
