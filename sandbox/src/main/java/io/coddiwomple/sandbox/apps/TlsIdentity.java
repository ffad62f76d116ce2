package io.coddiwomple.sandbox.apps;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a server shows of itself in TLS. Its text says whose it is, and never shows the key.
 *
 * @param chain the server's own certificate first
 */
public record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    public TlsIdentity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a server needs a certificate");
        }
    }

    /**
     * Reads texts as RFC 7468 has them.
     *
     * @param key unencrypted PKCS #8, {@code BEGIN PRIVATE KEY}
     * @throws GeneralSecurityException saying which of the two is not such a text; without anything of the key in it
     */
    public static TlsIdentity fromPem(String key, String chain) throws GeneralSecurityException {
        return new TlsIdentity(key(key), certificates(chain));
    }

    /** All certificates of a PEM text, in its order. */
    public static List<X509Certificate> certificates(String pem) throws CertificateException {
        var certificates = new ArrayList<X509Certificate>();
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
            certificates.add((X509Certificate) certificate);
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("the text holds no certificate");
        }
        return certificates;
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new GeneralSecurityException("the text holds no unencrypted PKCS #8 key");
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
        } catch (IllegalArgumentException notBase64) {
            throw new GeneralSecurityException("the key is not base64");
        }
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            Optional<PrivateKey> key = key(algorithm, der);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new GeneralSecurityException("the key is none of EC, RSA or Ed25519");
    }

    private static Optional<PrivateKey> key(String algorithm, byte[] der) throws NoSuchAlgorithmException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (InvalidKeySpecException another) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "TlsIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
