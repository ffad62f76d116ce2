package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An authority in a folder, a clock that is set by hand, and what the last command found. */
final class Bench {
    /** The beginning of every test. */
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final Path base;
    private Instant now = START;
    private Problems problems = new Problems();
    private @Nullable Passphrase passphrase;

    /** @param base an empty folder, in which the authority's will be */
    Bench(Path base) {
        this.base = base;
    }

    Path folder() {
        return base.resolve("ca");
    }

    Path file(String name) {
        return folder().resolve(name);
    }

    Instant now() {
        return now;
    }

    Bench later(Duration time) {
        now = now.plus(time);
        return this;
    }

    Bench passphrase(@Nullable String text) {
        passphrase = text == null ? null : Passphrase.of(text).orElseThrow();
        return this;
    }

    /** What the last command found, as users see it; paths from the folder on. */
    List<String> said() {
        return problems.sorted().stream()
                .map(Problem::toString)
                .map(line -> line.replace(base + "/", ""))
                .toList();
    }

    /** What an authority is asked to do. */
    @FunctionalInterface
    interface Work<T> {
        @Nullable T in(Authority authority) throws IOException;
    }

    private <T> @Nullable T with(Opening opening, Work<T> work) {
        problems = new Problems();
        try (Authority authority = opening.open(folder().toString(), now, problems)) {
            return authority == null ? null : work.in(authority);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private interface Opening {
        @Nullable Authority open(String shown, Instant now, Problems problems) throws StorageFailed;
    }

    <T> @Nullable T reading(Work<T> work) {
        return with(Authority::reading, work);
    }

    @Nullable Root makeRoot(boolean force, Algorithm algorithm, Lifetime lifetime) {
        return with(
                Authority::making,
                authority -> authority.makeRoot(new Wish.ForRoot(algorithm, lifetime, "acme", passphrase), force));
    }

    @Nullable Root makeRoot() {
        return makeRoot(false, Algorithm.ECDSA_P256, Lifetime.ofDays(3650));
    }

    /** The result of a command that must work. */
    <T> T good(@Nullable T result) {
        assertThat(result).as(() -> said().toString()).isNotNull();
        return Objects.requireNonNull(result);
    }

    /** Makes a root that must work. */
    Bench withRoot() {
        assertThat(makeRoot()).as(() -> said().toString()).isNotNull();
        return this;
    }

    @Nullable Issued issue(String cluster, @Nullable Lifetime lifetime) {
        return with(
                Authority::changing,
                authority -> authority.issue(new Wish.ForCluster(cluster, null, lifetime, passphrase)));
    }

    @Nullable Issued issue(String cluster) {
        return issue(cluster, null);
    }

    /** Issues to clusters, which must work. */
    Bench withClusters(String... clusters) {
        for (String cluster : clusters) {
            assertThat(issue(cluster)).as(() -> said().toString()).isNotNull();
        }
        return this;
    }

    @Nullable Bundle bundle(String cluster) {
        return reading(authority -> authority.bundle(cluster));
    }

    /** A cluster's files, which must be good. */
    Bundle goodBundle(String cluster) {
        return good(bundle(cluster));
    }

    @Nullable Rotation rotation() {
        return reading(Authority::rotation);
    }

    Rotation.@Nullable Step startRotation() {
        return with(
                Authority::changing,
                authority -> authority.startRotation(new Wish.ForRoot(null, Lifetime.ofDays(3650), null, passphrase)));
    }

    Rotation.@Nullable Step nextRotationStep() {
        return with(Authority::changing, authority -> authority.nextRotationStep(passphrase));
    }

    @Nullable List<String> abortRotation() {
        return with(Authority::changing, Authority::abortRotation);
    }

    /** Does the step of a rotation that there is to do, the first one too. */
    Rotation.@Nullable Step rotate() {
        return Files.exists(file("next-root")) ? nextRotationStep() : startRotation();
    }

    /** Every file with its content and permissions, and every link with its target: what must not change. */
    Map<String, String> tree() {
        var tree = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(base)) {
            for (Path path : all.toList()) {
                String what = Files.isSymbolicLink(path)
                        ? "-> " + Files.readSymbolicLink(path)
                        : PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
                                + (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                                        ? ""
                                        : " " + new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
                tree.put(base.relativize(path).toString(), what);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return tree;
    }

    /** Replaces a file's text; its permissions stay. */
    void overwrite(String name, String text) {
        try {
            Files.writeString(file(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A certificate for another cluster, of the key that a cluster has. */
    X509Certificate resigned(String cluster, String other) throws Unreadable {
        Bundle bundle = goodBundle(cluster);
        PrivateKey key = KeyText.read(read("root/root-key.pem").getBytes(StandardCharsets.US_ASCII), null);
        return Signing.intermediate(
                bundle.certificate().getPublicKey(),
                bundle.roots().getFirst(),
                key,
                other,
                "istiod.istio-system.svc",
                Signing.serial(new SecureRandom()),
                bundle.validity());
    }

    /** Copies a folder of files, as {@code cp -rL} does. */
    void copy(String from, String to) {
        try {
            Files.createDirectory(file(to));
            for (String name : names(from)) {
                Files.copy(file(from).resolve(name), file(to).resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void permissions(String name, String permissions) {
        try {
            Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString(permissions));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The names in a folder of the authority. */
    List<String> names(String name) {
        try {
            return new ArrayList<>(PrivateFiles.names(file(name)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
