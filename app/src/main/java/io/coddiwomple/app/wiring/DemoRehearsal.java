package io.coddiwomple.app.wiring;

import io.coddiwomple.sandbox.Sandbox;
import io.coddiwomple.sandbox.Settings;
import io.coddiwomple.sandbox.loopback.LoopbackPlacement;
import io.coddiwomple.sandbox.loopback.Ports;
import io.coddiwomple.sandbox.process.EnvoyBinary;
import io.coddiwomple.sandbox.process.RunFolder;
import io.coddiwomple.sandbox.process.Surroundings;
import io.coddiwomple.sandbox.tour.Tour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Brings the tour's clusters up beside programs that do nothing: the build has no Envoy. */
final class DemoRehearsal {
    private DemoRehearsal() {}

    static void run() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("cw");
        Path idle = folder.resolve("idle");
        Files.writeString(idle, "#!/bin/sh\nexec sleep 60\n");
        Files.setPosixFilePermissions(idle, PosixFilePermissions.fromString("rwx------"));
        Path runtime = Files.createDirectory(folder.resolve("run"));
        var surroundings =
                new Surroundings(Map.of("XDG_RUNTIME_DIR", runtime.toString(), "PATH", System.getenv("PATH")), folder);
        Consumer<String> nobody = _ -> {};
        try (var run = RunFolder.open(surroundings, List.of(), nobody);
                var placement = new LoopbackPlacement(Ports.here());
                var sandbox = Sandbox.start(
                        Tour.clusters(),
                        new Settings(new EnvoyBinary(idle, EnvoyBinary.FETCHED), run, surroundings, placement),
                        InstantSource.system(),
                        nobody)) {
            Tour.rehearse(sandbox, InstantSource.system());
        } finally {
            Files.delete(runtime);
            Files.delete(idle);
            Files.delete(folder);
        }
    }
}
