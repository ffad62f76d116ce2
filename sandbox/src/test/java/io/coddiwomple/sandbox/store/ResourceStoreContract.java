package io.coddiwomple.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.port.ResourceStore;
import io.coddiwomple.port.ResourceStore.Change;
import io.coddiwomple.port.ResourceStore.Listing;
import io.coddiwomple.port.ResourceStore.Outcome;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Manifest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every store of a cluster's objects does. */
abstract class ResourceStoreContract {
    /** A store without any objects of the kind that {@link #object} makes. */
    abstract ResourceStore store() throws Exception;

    static Manifest object(String name, String host) {
        return Entries.of(name, Fields.builder().putTexts("hosts", List.of(host)));
    }

    @Test
    void listsWhatWasPutSortedByKey() throws Exception {
        ResourceStore store = store();
        assertThat(store.put(object("b", "b.global"))).isEqualTo(Outcome.CREATED);
        assertThat(store.put(object("a", "a.global"))).isEqualTo(Outcome.CREATED);
        assertThat(store.list().objects()).containsExactly(object("a", "a.global"), object("b", "b.global"));
    }

    @Test
    void givesEachChangeANewVersionAndNoneToWhatIsAsItWas() throws Exception {
        ResourceStore store = store();
        long empty = store.list().version();
        store.put(object("a", "a.global"));
        long created = store.list().version();
        assertThat(store.put(object("a", "a.global"))).isEqualTo(Outcome.UNCHANGED);
        assertThat(store.list().version()).isEqualTo(created).isGreaterThan(empty);
        assertThat(store.put(object("a", "other.global"))).isEqualTo(Outcome.CHANGED);
        assertThat(store.list().version()).isGreaterThan(created);
    }

    @Test
    void removesWhatIsThereAndNothingElse() throws Exception {
        ResourceStore store = store();
        store.put(object("a", "a.global"));
        assertThat(store.remove(object("b", "").key())).isEqualTo(Outcome.UNCHANGED);
        assertThat(store.remove(object("a", "").key())).isEqualTo(Outcome.REMOVED);
        assertThat(store.list().objects()).isEmpty();
    }

    @Test
    void tellsEachChangeAfterAListOnceAndInOrder() throws Exception {
        ResourceStore store = store();
        store.put(object("before", "before.global"));
        Listing listing = store.list();
        store.put(object("a", "a.global"));
        var told = new CopyOnWriteArrayList<Change>();
        try (ResourceStore.Watch _ = store.watch(listing.version(), told::add)) {
            store.put(object("a", "a.global"));
            store.put(object("a", "other.global"));
            store.remove(object("a", "").key());
            await().until(() -> told.size() >= 3);
        }
        store.put(object("late", "late.global"));
        assertThat(told).hasSize(3);
        assertThat(told.get(0))
                .isInstanceOfSatisfying(
                        Change.Put.class, put -> assertThat(put.object()).isEqualTo(object("a", "a.global")));
        assertThat(told.get(1))
                .isInstanceOfSatisfying(
                        Change.Put.class, put -> assertThat(put.object()).isEqualTo(object("a", "other.global")));
        assertThat(told.get(2))
                .isInstanceOfSatisfying(
                        Change.Removed.class,
                        removed -> assertThat(removed.key())
                                .isEqualTo(object("a", "").key()));
        assertThat(told).extracting(Change::version).isSorted().doesNotHaveDuplicates();
    }
}
