package io.coddiwomple.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meshes that come and go leave the machine as it was. */
@Tag("peers")
class LeaksTest {
    private static final int CYCLES = 50;
    private static final int WARMING = 5;
    /** Of garbage that a full collection still finds, and classes. */
    private static final long HEAP_SLACK = 8 << 20;

    @TempDir
    private Path runtime;

    @Test
    void nothingIsLeftOfFiftyCycles() throws Exception {
        String text = Meshes.clusters("amsterdam", "barcelona")
                + Meshes.service(
                        "echo",
                        "ports: [{name: http, number: 8000, protocol: HTTP}], backends: [{cluster: barcelona}]");
        long heap = 0;
        long files = 0;
        var threads = new TreeSet<String>();
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            try (Meshes meshes = Meshes.on(runtime, text)) {
                assertThat(meshes.call("amsterdam", "http://echo.shop.global:8000/")
                                .good())
                        .isTrue();
            }
            if (cycle == WARMING) {
                heap = heap();
                files = openFiles();
                threads.addAll(threads());
            }
        }
        long filesThen = files;
        long heapThen = heap;
        // Netty's thread for all of a JVM, for one, ends after a second without work.
        await().pollInSameThread().untilAsserted(() -> {
            assertThat(openFiles()).isLessThanOrEqualTo(filesThen);
            assertThat(threads).containsAll(threads());
            assertThat(heap()).isLessThan(heapThen + HEAP_SLACK);
        });
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    /** Their kinds: some that belong to nobody here come and go, with a new number each time. */
    private static Set<String> threads() {
        var names = new TreeSet<String>();
        Thread.getAllStackTraces()
                .keySet()
                .forEach(thread -> names.add(thread.getName().replaceAll("[0-9]+", "N")));
        return names;
    }
}
