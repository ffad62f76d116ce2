package io.coddiwomple.ca;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A root of an authority: what all clusters trust.
 *
 * @param shown the file of its certificate, as the user may open it
 */
public record Root(X509Certificate certificate, String shown) {
    static final String CERTIFICATE = "root-cert.pem";
    static final String KEY = "root-key.pem";

    /** Its subject, with the digits by which it is told from others: {@code CN=Root CA 9f31ab04,O=acme}. */
    public String name() {
        return Chains.name(certificate);
    }

    /** Its subject alone. */
    public String subject() {
        return Chains.subject(certificate);
    }

    public Validity validity() {
        return Validity.of(certificate);
    }

    /** {@code ecdsa-p256}. */
    public String algorithm() {
        return Algorithm.describe(certificate.getPublicKey());
    }

    /** SHA-256 of the certificate, as {@code openssl x509 -fingerprint -sha256} prints it. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
