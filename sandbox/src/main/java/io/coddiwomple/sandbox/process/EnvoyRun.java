package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** How an Envoy is started. Any thread may call the methods. */
record EnvoyRun(EnvoyBinary binary, Starter starter) {
    private static final long LOG_BYTES = 1 << 20;
    /** How long connections of a listener that was replaced may go on, as Istio has it (drainDuration). */
    private static final String DRAIN_SECONDS = "45";

    Starter.Started start(ProxySpec spec) throws IOException, InterruptedException {
        write(spec.bootstrap(), spec.config().json());
        Files.deleteIfExists(spec.admin());
        if (!Files.exists(spec.log())) {
            write(spec.log(), new byte[0]);
        }
        return starter.start(words(spec), spec.command(), spec.folder(), spec.log());
    }

    private List<String> words(ProxySpec spec) {
        return List.of(
                binary.path().toString(),
                "-c",
                spec.bootstrap().toString(),
                "--concurrency",
                "1",
                // Else it has a region of shared memory and sockets with a number, which several would have to agree
                // on.
                "--disable-hot-restart",
                "--drain-strategy",
                "immediate",
                "--drain-time-s",
                DRAIN_SECONDS,
                "--log-level",
                "warning");
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    /** After the process has ended. */
    void ended(ProxySpec spec, Starter.Started started) throws IOException {
        Files.deleteIfExists(spec.admin());
        starter.forget(started);
    }

    ProxyLog log(ProxySpec spec) {
        return new ProxyLog(spec.log(), LOG_BYTES);
    }
}
