package io.coddiwomple.laws;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import io.coddiwomple.spec.Input;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The resources of a federation as trees of maps, lists, strings, numbers and booleans, so that laws can change them.
 * Nobody changes a tree in place; see {@link #copy(Object)}.
 */
record World(List<Map<String, Object>> resources) {
    World {
        resources = List.copyOf(resources);
    }

    private static String kind(Map<String, Object> resource) {
        return string(resource, "kind");
    }

    static String name(Map<String, Object> resource) {
        return string(map(resource, "metadata"), "name");
    }

    /** A service as {@code cw} calls it. */
    static String id(Map<String, Object> service) {
        return name(service) + "." + string(map(service, "metadata"), "namespace");
    }

    List<Map<String, Object>> clusters() {
        return ofKind("Cluster");
    }

    List<Map<String, Object>> services() {
        return ofKind("GlobalService");
    }

    private List<Map<String, Object>> ofKind(String kind) {
        return resources.stream().filter(each -> kind.equals(kind(each))).toList();
    }

    /** Each resource in a file of its own, called by kind and name. */
    List<Input> inputs() {
        var inputs = new ArrayList<Input>();
        for (Map<String, Object> resource : resources) {
            String file = kind(resource) + "-" + name(resource) + ".json";
            inputs.add(input(file, resource, new Input.Resources()));
        }
        return inputs;
    }

    /** A file of JSON. */
    static Input input(String file, Map<String, Object> tree, Input.Role role) {
        return new Input(file, json(tree).toBytes(), role);
    }

    World without(Map<String, Object> resource) {
        return new World(
                resources.stream().filter(each -> !each.equals(resource)).toList());
    }

    World replaced(Map<String, Object> resource, Map<String, Object> by) {
        return new World(resources.stream()
                .map(each -> each.equals(resource) ? by : each)
                .toList());
    }

    /** Without a cluster and all that speaks of it; services that ran nowhere else go too. */
    World withoutCluster(String cluster) {
        var left = new ArrayList<Map<String, Object>>();
        for (Map<String, Object> resource : resources) {
            if (kind(resource).equals("Cluster") && name(resource).equals(cluster)) {
                continue;
            }
            Map<String, Object> copy = copy(resource);
            if (!kind(resource).equals("GlobalService") || forget(cluster, map(copy, "spec"))) {
                left.add(copy);
            }
        }
        return new World(left);
    }

    private static boolean forget(String cluster, Map<String, Object> spec) {
        List<Object> backends = list(spec, "backends");
        backends.removeIf(backend -> cluster.equals(map(backend).get("cluster")));
        boolean everywhere = true;
        if (spec.containsKey("traffic")) {
            remove(cluster, map(spec, "traffic"), "failover");
        }
        if (spec.containsKey("clients")) {
            Map<String, Object> clients = map(spec, "clients");
            everywhere = !clients.containsKey("clusters") || remove(cluster, clients, "clusters");
        }
        return !backends.isEmpty() && everywhere;
    }

    /** Whether something is left of the list, which goes when it is empty. */
    private static boolean remove(String cluster, Map<String, Object> from, String field) {
        if (!from.containsKey(field)) {
            return true;
        }
        list(from, field).remove(cluster);
        if (list(from, field).isEmpty()) {
            from.remove(field);
            return false;
        }
        return true;
    }

    @SuppressWarnings("unchecked") // Trees hold nothing else.
    static Map<String, Object> map(@Nullable Object tree) {
        return (Map<String, Object>) Objects.requireNonNull(tree);
    }

    static Map<String, Object> map(Map<String, Object> tree, String field) {
        return map(tree.get(field));
    }

    /** A field that must be there. */
    static Object value(Map<String, Object> tree, String field) {
        return Objects.requireNonNull(tree.get(field), field);
    }

    @SuppressWarnings("unchecked") // Trees hold nothing else.
    static List<Object> list(Map<String, Object> tree, String field) {
        return (List<Object>) value(tree, field);
    }

    static String string(Map<String, Object> tree, String field) {
        return String.valueOf(tree.get(field));
    }

    @SuppressWarnings("unchecked") // A copy has the same type.
    static <T> T copy(T tree) {
        if (tree instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<Object, Object>();
            map.forEach((name, value) -> copy.put(name, copy(value)));
            return (T) copy;
        }
        if (tree instanceof List<?> list) {
            var copy = new ArrayList<Object>();
            list.forEach(item -> copy.add(copy(item)));
            return (T) copy;
        }
        return tree;
    }

    private static ByteText json(Map<String, Object> tree) {
        var text = new ByteText();
        JsonText.append(value(tree), 0, text);
        return text;
    }

    private static Value value(Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Fields.Builder fields = Fields.builder();
                map.forEach((name, value) -> fields.put(String.valueOf(name), value(value)));
                yield fields.build();
            }
            case List<?> list -> Value.of(list.stream().map(World::value).toList());
            case Integer number -> Value.of(number);
            case Boolean flag -> Value.of(flag);
            default -> Value.of(String.valueOf(tree));
        };
    }

    /** As {@code cw gen -f} reads it. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        resources.forEach(
                resource -> text.append("---\n").append(json(resource)).append('\n'));
        return text.toString();
    }
}
