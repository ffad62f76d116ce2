package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The roots in an authority's folder. Owned by one thread. */
final class Roots {
    private final AuthorityFolder folder;
    private final Instant now;
    private final Problems problems;

    Roots(AuthorityFolder folder, Instant now, Problems problems) {
        this.folder = folder;
        this.now = now;
        this.problems = problems;
    }

    /** The root that a link leads to: null without a problem when there is none, with one when it is no root. */
    @Nullable Root find(String link) throws StorageFailed {
        Path place = folder.current(link);
        if (place == null) {
            return null;
        }
        String shown = folder.shown(link + "/" + Root.CERTIFICATE);
        try {
            X509Certificate certificate =
                    Pem.certificates(read(place, link, Root.CERTIFICATE)).getFirst();
            if (Chains.isRoot(certificate) && Chains.maySign(certificate)) {
                return new Root(certificate, shown);
            }
            problems.add(
                    Code.BAD_CERTIFICATE,
                    Place.file(shown),
                    "this certificate is no root: it must be signed by itself and allowed to sign others; put back the"
                            + " file that cw ca init wrote");
        } catch (Unreadable broken) {
            problems.add(Code.BAD_CERTIFICATE, Place.file(shown), "this file " + broken.what());
        }
        return null;
    }

    /** The root that signs now; null with a problem. */
    @Nullable Root current() throws StorageFailed {
        if (folder.current(AuthorityFolder.ROOT) != null) {
            return find(AuthorityFolder.ROOT);
        }
        problems.add(
                Code.NO_AUTHORITY,
                Place.file(folder.shown()),
                folder.roots().isEmpty()
                        ? "this folder has no root yet; cw ca init --dir " + folder.shown() + " makes one"
                        : linkIsMissing());
        return null;
    }

    /** What to say of a folder that has roots and no link that tells which of them counts, as copies often lack it. */
    String linkIsMissing() throws StorageFailed {
        List<String> kept = folder.roots();
        return "the link " + AuthorityFolder.ROOT + " is missing, which says that the root of this folder is "
                + String.join(" or ", kept) + "; restore it, ln -s " + AuthorityFolder.ROOTS + "/" + kept.getLast()
                + " "
                + folder.shown(AuthorityFolder.ROOT);
    }

    /** A root's private key, ready to sign; null with problems, which are all that stand against it. */
    @Nullable PrivateKey key(String link, Root root, @Nullable Passphrase passphrase) throws StorageFailed {
        boolean usable = isValid(root);
        Path place = folder.current(link);
        String shown = folder.shown(link + "/" + Root.KEY);
        if (place == null) {
            return null;
        }
        byte[] text = read(place, link, Root.KEY);
        usable &= KeyFile.isPrivate(place.resolve(Root.KEY), shown, problems);
        try {
            PrivateKey key = KeyText.read(text, passphrase);
            if (!KeyText.matches(key, root.certificate())) {
                problems.add(
                        Code.KEY_MISMATCH,
                        Place.file(shown),
                        "this private key does not belong to the certificate " + root.shown()
                                + ", so nobody would trust what it signs; put back the files that cw ca init wrote");
                return null;
            }
            return usable ? key : null;
        } catch (Unreadable broken) {
            problems.add(
                    broken.isForWantOfPassphrase() ? Code.BAD_PASSPHRASE : Code.BAD_CERTIFICATE,
                    Place.file(shown),
                    "this file " + broken.what());
            return null;
        }
    }

    /** Whether a root's private key has a passphrase. */
    boolean isEncrypted(String link) throws StorageFailed {
        Path place = folder.current(link);
        return place != null && KeyText.isEncrypted(read(place, link, Root.KEY));
    }

    private boolean isValid(Root root) {
        return new ValidityCheck(now, problems)
                .isValid(
                        "this root",
                        root.validity(),
                        Place.file(root.shown()),
                        "make a new one with cw ca init --force, and issue to every cluster again",
                        "cw ca rotate replaces it");
    }

    /** Makes a root and lets a link lead to it. */
    Root make(String link, Algorithm algorithm, Lifetime lifetime, String organisation, @Nullable Passphrase passphrase)
            throws StorageFailed {
        KeyPair keys = algorithm.generate();
        BigInteger serial = Signing.serial(new SecureRandom());
        X509Certificate certificate = Signing.root(
                keys.getPublic(), keys.getPrivate(), organisation, serial, Validity.starting(now, lifetime.duration()));
        folder.replace(
                link,
                AuthorityFolder.ROOTS,
                id("root", serial),
                Map.of(
                        Root.CERTIFICATE,
                        Pem.of(certificate).getBytes(StandardCharsets.US_ASCII),
                        Root.KEY,
                        KeyText.of(keys.getPrivate(), passphrase).getBytes(StandardCharsets.US_ASCII)));
        return new Root(certificate, folder.shown(link + "/" + Root.CERTIFICATE));
    }

    /** The name of a set of files: whose they are, when they were made, and which of several. */
    String id(String owner, BigInteger serial) {
        String day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return owner + "-" + day + "-" + Signing.shortSerial(serial);
    }

    private byte[] read(Path place, String link, String name) throws StorageFailed {
        try {
            return Files.readAllBytes(place.resolve(name));
        } catch (IOException failed) {
            throw StorageFailed.unread(folder.shown(link + "/" + name), failed);
        }
    }
}
