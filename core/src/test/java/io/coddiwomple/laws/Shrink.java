package io.coddiwomple.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes a federation smaller, as long as it breaks a law. */
final class Shrink {
    private final Predicate<World> breaks;

    private Shrink(Predicate<World> breaks) {
        this.breaks = breaks;
    }

    /** The smallest that is left when nothing more can be taken away: not the smallest there is. */
    static World smallest(World world, Predicate<World> breaks) {
        var shrink = new Shrink(breaks);
        World left = world;
        for (Optional<World> less = shrink.step(left); less.isPresent(); less = shrink.step(left)) {
            left = less.get();
        }
        return left;
    }

    private Optional<World> step(World world) {
        return withoutOne(world).or(() -> withLess(world));
    }

    private Optional<World> withoutOne(World world) {
        var candidates = new ArrayList<World>();
        world.clusters().forEach(cluster -> candidates.add(world.withoutCluster(World.name(cluster))));
        world.resources().forEach(resource -> candidates.add(world.without(resource)));
        return candidates.stream().filter(breaks).findFirst();
    }

    private Optional<World> withLess(World world) {
        for (Map<String, Object> resource : world.resources()) {
            for (List<Object> path : paths(resource.get("spec"), List.of("spec"))) {
                Map<String, Object> copy = World.copy(resource);
                remove(copy, path);
                World less = world.replaced(resource, copy);
                if (breaks.test(less)) {
                    return Optional.of(less);
                }
            }
        }
        return Optional.empty();
    }

    /** The way to each field and each item, the nearer ones first. */
    private static List<List<Object>> paths(@Nullable Object tree, List<Object> to) {
        var here = new ArrayList<List<Object>>();
        var below = new ArrayList<List<Object>>();
        if (tree instanceof Map<?, ?> map) {
            map.forEach((name, value) -> step(value, to, name, here, below));
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                step(list.get(i), to, i, here, below);
            }
        }
        here.addAll(below);
        return here;
    }

    private static void step(
            Object value, List<Object> to, Object name, List<List<Object>> here, List<List<Object>> below) {
        var path = new ArrayList<>(to);
        path.add(name);
        here.add(path);
        below.addAll(paths(value, path));
    }

    private static void remove(Object tree, List<Object> path) {
        Object first = path.getFirst();
        boolean last = path.size() == 1;
        if (tree instanceof List<?> list && first instanceof Integer index) {
            if (last) {
                list.remove(index.intValue());
            } else {
                remove(list.get(index), path.subList(1, path.size()));
            }
        } else {
            Map<String, Object> map = World.map(tree);
            if (last) {
                map.remove(first);
            } else {
                remove(World.value(map, String.valueOf(first)), path.subList(1, path.size()));
            }
        }
    }
}
