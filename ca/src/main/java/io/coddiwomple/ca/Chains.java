package io.coddiwomple.ca;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Validates chains of certificates as RFC 5280 section 6 says, with the Java platform's own PKIX validator. */
final class Chains {
    private Chains() {}

    /**
     * Why a certificate is not trusted, as the end of a sentence about it, or empty when it is.
     *
     * @param chain the certificate, and those that lead from it to a root, in any order; a root among them is no anchor
     * @param anchors the roots that are trusted
     */
    static Optional<String> distrust(List<X509Certificate> chain, Collection<X509Certificate> anchors, Instant now) {
        for (X509Certificate certificate : chain) {
            Validity validity = Validity.of(certificate);
            if (!isRoot(certificate) && validity.isOver(now)) {
                return Optional.of("its chain has expired: " + name(certificate) + " was valid until " + validity.to());
            }
            if (!isRoot(certificate) && validity.isAhead(now)) {
                return Optional.of(
                        "its chain is not valid yet: " + name(certificate) + " is valid from " + validity.from());
            }
        }
        if (anchors.isEmpty()) {
            return Optional.of("there is no root to verify it with");
        }
        if (builds(chain, anchors, now)) {
            return Optional.empty();
        }
        List<X509Certificate> valid =
                anchors.stream().filter(root -> !Validity.of(root).isOver(now)).toList();
        if (valid.isEmpty()) {
            return Optional.of("every root that it could lead to has expired");
        }
        return Optional.of("it leads to none of the roots " + names(valid));
    }

    private static boolean builds(List<X509Certificate> chain, Collection<X509Certificate> anchors, Instant now) {
        Set<TrustAnchor> trusted = new HashSet<>();
        for (X509Certificate root : anchors) {
            // The validator does not look at an anchor's own dates.
            if (!Validity.of(root).isOver(now) && !Validity.of(root).isAhead(now)) {
                trusted.add(new TrustAnchor(root, null));
            }
        }
        if (trusted.isEmpty()) {
            return false;
        }
        try {
            var target = new X509CertSelector();
            target.setCertificate(chain.getFirst());
            var parameters = new PKIXBuilderParameters(trusted, target);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(now));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (CertPathBuilderException untrusted) {
            return false;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java runtime cannot validate chains", missing);
        }
    }

    /** Whether a certificate signed itself, so that it is a root if anything. */
    static boolean isRoot(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        return signed(certificate, certificate);
    }

    /** Whether the key of one certificate signed another. */
    static boolean signed(X509Certificate signer, X509Certificate certificate) {
        try {
            certificate.verify(signer.getPublicKey());
            return true;
        } catch (GeneralSecurityException anotherKey) {
            return false;
        }
    }

    /** Whether a certificate may sign others: basic constraints say so, and so does the key usage if it has one. */
    static boolean maySign(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() >= 0 && (usage == null || usage.length > 5 && usage[5]);
    }

    /** A certificate in a message: its subject, and the digits that tell it from others of that name. */
    static String name(X509Certificate certificate) {
        String subject = subject(certificate);
        String digits = Signing.shortSerial(certificate.getSerialNumber());
        return subject.contains(digits) ? subject : (subject + " (" + digits + ")").strip();
    }

    /** Its subject, or where that is empty, as workloads' is, the alternative name in its place. */
    static String subject(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName();
        return subject.isEmpty() ? Names.first(certificate) : subject;
    }

    static String names(Collection<X509Certificate> certificates) {
        return String.join(
                " and ", certificates.stream().map(Chains::name).sorted().toList());
    }
}
