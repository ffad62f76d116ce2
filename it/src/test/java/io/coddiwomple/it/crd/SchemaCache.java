package io.coddiwomple.it.crd;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coddiwomple.model.IstioVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The folder that {@code it/crds/fetch} fills: one folder for each Istio minor. */
final class SchemaCache {
    private static final Map<Integer, Schemas> READ = new ConcurrentHashMap<>();

    private SchemaCache() {}

    /** Skips the test where the schemas are missing; fails it there when {@code -Dpeers.required=true}. */
    static void need() {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            if (Boolean.getBoolean("peers.required")) {
                fail(missing.get());
            }
            assumeTrue(false, missing.get());
        }
    }

    private static Optional<String> missing() {
        for (int minor = IstioVersion.OLDEST; minor <= IstioVersion.NEWEST; minor++) {
            Path folder = folder(minor);
            if (!Files.isRegularFile(folder.resolve("version"))) {
                return Optional.of("no schemas of Istio 1." + minor + " in " + folder + ": run it/crds/fetch");
            }
        }
        return Optional.empty();
    }

    /** The schemas of one minor, read once. */
    static Schemas of(IstioVersion version) {
        return READ.computeIfAbsent(version.minor(), SchemaCache::read);
    }

    private static Schemas read(int minor) {
        Path folder = folder(minor);
        try {
            Path crds = folder.resolve("crds.yaml");
            return Files.exists(crds) ? CrdSchemas.read(Files.readString(crds)) : GoSchemas.read(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(int minor) {
        return peers().resolve("crds").resolve("1." + minor);
    }

    private static Path peers() {
        String own = System.getenv("CW_PEERS");
        if (own != null && !own.isEmpty()) {
            return Path.of(own);
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path cache = xdg == null || xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return cache.resolve("coddiwomple").resolve("peers");
    }
}
