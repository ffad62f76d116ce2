package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An Envoy that runs on this machine.
 *
 * @param path of an executable file, absolute
 */
public record EnvoyBinary(Path path, EnvoyVersion version) {
    /** What is fetched when there is none. */
    public static final EnvoyVersion FETCHED = new EnvoyVersion(1, 40, 0);

    /** The oldest that takes what the translation gives. */
    public static final EnvoyVersion OLDEST = new EnvoyVersion(1, 30, 0);

    private static final String PROGRAM = "envoy";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * Finds Envoy: the path that is given, the one of {@code CW_ENVOY}, {@code envoy} on {@code PATH}, the cache, and
     * else the network, from where it comes into the cache.
     *
     * @param given what the user asks for, or null; it is used or refused, as is {@code CW_ENVOY}, and never passed over
     * @param progress told before something is fetched
     * @throws EnvoyUnusable when there is none, or the one that was found is not an Envoy of a version that works here
     */
    public static EnvoyBinary find(@Nullable Path given, Surroundings surroundings, Consumer<String> progress)
            throws EnvoyUnusable, InterruptedException {
        if (given != null) {
            return named(given, "--envoy");
        }
        String variable = surroundings.variable("CW_ENVOY");
        if (!variable.isEmpty()) {
            return named(Path.of(variable), "CW_ENVOY");
        }
        Path program = surroundings.program(PROGRAM);
        if (program != null) {
            return checked(program, "on PATH");
        }
        Path versions = surroundings.cache().resolve("coddiwomple").resolve("envoy");
        Path cached = EnvoyWheel.place(versions);
        if (!Surroundings.isProgram(cached)) {
            new EnvoyWheel(surroundings, versions).fetch(progress);
        }
        return checked(cached, "in cw's cache");
    }

    private static EnvoyBinary named(Path path, String by) throws EnvoyUnusable, InterruptedException {
        if (!Files.exists(path)) {
            throw new EnvoyUnusable(by + " names " + path + ", where there is no file; give the path of an Envoy of "
                    + OLDEST + " or newer, or none, and one is looked for");
        }
        if (!Surroundings.isProgram(path)) {
            throw new EnvoyUnusable(by + " names " + path + ", which is not an executable file; give the path of an"
                    + " Envoy of " + OLDEST + " or newer, or none, and one is looked for");
        }
        return checked(path, "that " + by + " names");
    }

    /** @param which of those that are looked at, as part of a sentence */
    private static EnvoyBinary checked(Path path, String which) throws EnvoyUnusable, InterruptedException {
        Path program = path.toAbsolutePath();
        ShortRun run;
        try {
            run = ShortRun.of(List.of(program.toString(), "--version"), PATIENCE);
        } catch (IOException e) {
            throw new EnvoyUnusable(
                    "the envoy " + which + ", " + program + ", does not run on this machine (" + e.getMessage() + "); "
                            + another(),
                    e);
        }
        EnvoyVersion version = EnvoyVersion.said(run.output());
        if (run.code() != 0 || version == null) {
            throw new EnvoyUnusable("the envoy " + which + ", " + program
                    + ", does not say a version of Envoy when asked" + " with --version (exit code " + run.code()
                    + ", \"" + run.lastLine() + "\"); " + another());
        }
        if (version.compareTo(OLDEST) < 0) {
            throw new EnvoyUnusable("the envoy " + which + ", " + program + ", is version " + version
                    + ", and the configuration that it would be given needs " + OLDEST + " or newer; " + another());
        }
        return new EnvoyBinary(program, version);
    }

    private static String another() {
        return "give another one with --envoy, or none at all to have " + FETCHED + " fetched";
    }
}
