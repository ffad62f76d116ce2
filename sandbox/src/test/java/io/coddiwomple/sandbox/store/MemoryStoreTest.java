package io.coddiwomple.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.port.ResourceStore;
import io.coddiwomple.port.ResourceStore.Change;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends ResourceStoreContract {
    @Override
    ResourceStore store() {
        return new MemoryStore();
    }

    @Test
    void refusesAWatchOfWhatItHasForgotten() {
        var store = new MemoryStore();
        change(store, MemoryStore.REMEMBERED + 1);
        assertThatThrownBy(() -> store.watch(0, _ -> {})).isInstanceOf(ResourceStore.TooOld.class);
    }

    @Test
    void tellsAWatcherThatFellBehindThatItLostTrack() throws Exception {
        var store = new MemoryStore();
        store.put(object("a", "first.global"));
        var told = new CopyOnWriteArrayList<Change>();
        var go = new CountDownLatch(1);
        try (ResourceStore.Watch _ = store.watch(0, change -> {
            told.add(change);
            try {
                go.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        })) {
            await().until(() -> told.size() == 1);
            change(store, MemoryStore.REMEMBERED + 1);
            go.countDown();
            await().until(() -> told.size() == 2);
        }
        assertThat(told.get(1)).isEqualTo(new Change.Lost(store.list().version()));
    }

    private static void change(MemoryStore store, int times) {
        for (int i = 0; i < times; i++) {
            store.put(object("a", "host-" + i + ".global"));
        }
    }
}
