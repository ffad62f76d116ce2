package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Programs of a few lines. */
final class Scripts {
    private Scripts() {}

    /** An executable shell script. */
    static Path write(Path file, String lines) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** One that says to be an Envoy of a version. */
    static Path envoy(Path file, String version) throws IOException {
        return write(file, "echo; echo \"$0  version: 0123abcd/" + version + "/Clean/RELEASE/BoringSSL\"");
    }
}
