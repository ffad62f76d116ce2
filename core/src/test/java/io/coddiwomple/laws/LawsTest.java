package io.coddiwomple.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.laws.Outcome.Made;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Scope;
import io.coddiwomple.plan.Plan;
import io.coddiwomple.plan.Selection;
import io.coddiwomple.plan.address.Ledger;
import io.coddiwomple.problem.Code;
import io.coddiwomple.resource.ResourceKey;
import io.coddiwomple.spec.Input;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The laws that hold of every plan, whatever the federation. */
class LawsTest {
    @Test
    void mostRandomFederationsArePlanned() {
        assertThat(Trials.share(world -> Outcome.of(world).accepted())).isGreaterThan(0.6);
    }

    @Test
    void inputOrderNeverChangesTheOutput() {
        Trials.check((world, random) -> {
            List<Input> shuffled = new ArrayList<>(world.inputs());
            Collections.shuffle(shuffled, random);
            Outcome first = Outcome.of(world);
            Outcome second = Outcome.of(shuffled, Selection.ALL, null);
            assertThat(second.problems()).isEqualTo(first.problems());
            assertThat(second.accepted()).isEqualTo(first.accepted());
            if (first.accepted()) {
                assertThat(second.texts()).isEqualTo(first.texts());
            }
        });
    }

    @Test
    void planningAgainWithTheLedgerChangesNothing() {
        Trials.check(planned((world, first, random) -> {
            Outcome again = Outcome.of(world, first.ledger());
            assertThat(again.texts()).isEqualTo(first.texts());
            assertThat(again.ledger()).isEqualTo(first.ledger());
        }));
    }

    @Test
    void everyNameLeadsSomewhere() {
        Trials.check(planned((world, first, random) -> {
            SortedMap<String, SortedMap<ResourceKey, Made>> objects = first.objects();
            for (Cluster cluster : first.accept().federation().clusters()) {
                assertThat(References.dangling(
                                first.accept().federation(),
                                cluster,
                                in(objects, cluster.name()).values()))
                        .isEmpty();
            }
        }));
    }

    @Test
    void removingAServiceTouchesOnlyItsOwnObjects() {
        Trials.check(planned((world, first, random) -> {
            Map<String, Object> gone = pick(world.services(), random);
            changesOnly(gone, first, Outcome.of(world.without(gone), first.ledger()));
        }));
    }

    @Test
    void changingAServiceTouchesOnlyItsOwnObjects() {
        Trials.check(planned((world, first, random) -> {
            Map<String, Object> service = pick(world.services(), random);
            Map<String, Object> changed = World.copy(service);
            Map<String, Object> spec = World.map(changed, "spec");
            switch (random.nextInt(3)) {
                case 0 -> spec.remove("traffic");
                case 1 -> spec.remove("hosts");
                default -> World.list(spec, "backends").removeFirst();
            }
            changesOnly(service, first, Outcome.of(world.replaced(service, changed), first.ledger()));
        }));
    }

    @Test
    void addressesOfOthersStay() {
        Trials.check(planned((world, first, random) -> {
            Map<String, Object> gone = pick(world.services(), random);
            for (Ledger ledger : new Ledger[] {first.ledger(), Ledger.EMPTY}) {
                Outcome without = Outcome.of(world.without(gone), ledger);
                boolean crowded =
                        first.says(Code.ADDRESS_COLLISION) && ledger.entries().isEmpty();
                if (without.accepted() && !crowded) {
                    without.accept()
                            .addresses()
                            .byHost()
                            .forEach((host, addresses) -> assertThat(addresses)
                                    .as(host)
                                    .isEqualTo(first.accept().addresses().of(host)));
                }
            }
        }));
    }

    @Test
    void everyServiceThatRunsElsewhereOutlivesACluster() {
        Trials.check(planned((world, first, random) -> {
            Endpoints.check(world, first);
            World left = world.withoutCluster(World.name(pick(world.clusters(), random)));
            Outcome without = Outcome.of(left, first.ledger());
            if (without.accepted()) {
                Endpoints.check(left, without);
            }
        }));
    }

    @Test
    void aBrokenInputIsNoDeletion() {
        Trials.check((world, random) -> {
            List<Input> inputs = new ArrayList<>(world.inputs());
            int at = random.nextInt(inputs.size());
            Input input = inputs.get(at);
            String whole = new String(input.content(), StandardCharsets.UTF_8);
            String cut = whole.substring(0, random.nextInt(whole.lastIndexOf('}')));
            inputs.set(at, new Input(input.file(), cut.getBytes(StandardCharsets.UTF_8), input.role()));
            Outcome broken = Outcome.of(inputs, Selection.ALL, null);
            assertThat(broken.accepted()).as("accepted: %s", cut).isFalse();
            Plan plan = broken.plan();
            assertThat(plan == null ? List.of() : plan.clusters()).isEmpty();
        });
    }

    @Test
    void whatOthersMadeChangesNothing() {
        Trials.check(planned((world, first, random) -> {
            List<Input> inputs = new ArrayList<>(world.inputs());
            inputs.addAll(Strangers.in(world, random));
            Outcome beside = Outcome.of(inputs, Selection.ALL, null);
            if (beside.accepted()) {
                assertThat(beside.texts()).isEqualTo(first.texts());
            }
        }));
    }

    @Test
    void aSelectionIsAPartOfTheWhole() {
        Trials.check(planned((world, first, random) -> {
            String cluster = World.name(pick(world.clusters(), random));
            String service = World.id(pick(world.services(), random));
            var selection = new Selection(Scope.of(List.of(cluster)), Scope.of(List.of(service)));
            SortedMap<String, SortedMap<ResourceKey, Made>> chosen =
                    Outcome.of(world.inputs(), selection, null).objects();
            assertThat(chosen).containsOnlyKeys(cluster);
            var expected = new TreeMap<>(in(first.objects(), cluster));
            expected.values()
                    .removeIf(object ->
                            !object.service().isEmpty() && !object.service().equals(service));
            assertThat(in(chosen, cluster)).isEqualTo(expected);
        }));
    }

    /** A law of federations that can be planned. */
    private interface PlannedLaw {
        void check(World world, Outcome first, Random random);
    }

    private static Law planned(PlannedLaw law) {
        return (world, random) -> {
            Outcome first = Outcome.of(world);
            if (first.accepted()
                    && !world.services().isEmpty()
                    && !world.clusters().isEmpty()) {
                law.check(world, first, random);
            }
        };
    }

    /**
     * Nothing but the objects of one service may differ, the export lists of the clusters that it runs in, the doors of
     * egress gateways that its callers pass, and what a cluster has only while it calls or serves anything.
     */
    private static void changesOnly(Map<String, Object> service, Outcome before, Outcome after) {
        if (!after.accepted()) {
            return;
        }
        String id = World.id(service);
        Set<String> serving = new HashSet<>();
        for (Object backend : World.list(World.map(service, "spec"), "backends")) {
            serving.add(World.string(World.map(backend), "cluster"));
        }
        SortedMap<String, SortedMap<ResourceKey, Made>> now = after.objects();
        before.objects().forEach((cluster, old) -> {
            for (Change change : Change.between(old, in(now, cluster))) {
                boolean own = change.some().service().equals(id);
                boolean comesOrGoes = change.some().service().isEmpty() && !change.stays();
                boolean exports = change.some().is("Gateway") && serving.contains(cluster);
                boolean hop = change.some().manifest().name().equals("cw-egress") && Endpoints.sees(cluster, service);
                if (!own && !comesOrGoes && !exports && !hop) {
                    throw new AssertionError("with " + id + ", cluster " + cluster + " changes: " + change);
                }
            }
        });
    }

    /** What happened to an object; it {@code was} or {@code is} there, or both. */
    private record Change(@Nullable Made was, @Nullable Made is) {
        static List<Change> between(Map<ResourceKey, Made> old, Map<ResourceKey, Made> now) {
            var keys = new TreeSet<>(old.keySet());
            keys.addAll(now.keySet());
            return keys.stream()
                    .map(key -> new Change(old.get(key), now.get(key)))
                    .filter(change -> !Objects.equals(change.was, change.is))
                    .toList();
        }

        Made some() {
            return Objects.requireNonNull(was == null ? is : was);
        }

        boolean stays() {
            return was != null && is != null;
        }

        @Override
        public String toString() {
            return (was == null ? "nothing\n" : was.text()) + "became\n" + (is == null ? "nothing\n" : is.text());
        }
    }

    private static SortedMap<ResourceKey, Made> in(
            SortedMap<String, SortedMap<ResourceKey, Made>> objects, String cluster) {
        return Objects.requireNonNull(objects.get(cluster), cluster);
    }

    private static <T> T pick(List<T> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }
}
