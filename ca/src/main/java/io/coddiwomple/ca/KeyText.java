package io.coddiwomple.ca;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.util.PBKDF2Config;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemGenerationException;
import org.jspecify.annotations.Nullable;

/**
 * Private keys as text: PKCS#8 (RFC 5958), with a passphrase as PBES2 (RFC 8018) of AES-256-CBC and PBKDF2 with
 * HMAC-SHA-256. Istio reads the form without one (security/pkg/pki/util/crypto.go, ParsePemEncodedKey).
 */
final class KeyText {
    /** What OWASP's Password Storage Cheat Sheet asks of PBKDF2 with HMAC-SHA-256; a third of a second. */
    static final int ITERATIONS = 600_000;

    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

    private KeyText() {}

    static String of(PrivateKey key, @Nullable Passphrase passphrase) {
        if (passphrase == null) {
            return Pem.of(PLAIN, key.getEncoded());
        }
        try {
            var encryptor = new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                    .setPRF(PBKDF2Config.PRF_SHA256)
                    .setIterationCount(ITERATIONS)
                    .setPassword(passphrase.characters())
                    .build();
            return Pem.of(
                    ENCRYPTED,
                    new JcaPKCS8Generator(key, encryptor).generate().getContent());
        } catch (OperatorCreationException | PemGenerationException missing) {
            throw new IllegalStateException("this Java runtime cannot encrypt a private key", missing);
        }
    }

    /** Whether a passphrase is needed to read a key. */
    static boolean isEncrypted(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1).contains("-----BEGIN " + ENCRYPTED + "-----");
    }

    /**
     * The private key of a text: PKCS#8, encrypted or not, or one of the older forms of openssl, unencrypted.
     *
     * @param passphrase for an encrypted one; passed over for others
     */
    static PrivateKey read(byte[] text, @Nullable Passphrase passphrase) throws Unreadable {
        if (text.length > Pem.LARGEST) {
            throw new Unreadable("is too large for a private key");
        }
        try (var parser = new PEMParser(new StringReader(new String(text, StandardCharsets.ISO_8859_1)))) {
            for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
                if (found instanceof PrivateKeyInfo info) {
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
                if (found instanceof PEMKeyPair pair) {
                    return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
                }
                if (found instanceof PKCS8EncryptedPrivateKeyInfo encrypted) {
                    return decrypted(encrypted, passphrase);
                }
            }
        } catch (IOException | RuntimeException broken) {
            // The library tells of malformed content by exceptions of both kinds.
            throw new Unreadable("is not a private key in PEM form", broken);
        }
        throw new Unreadable("holds no private key in PEM form (-----BEGIN " + PLAIN + "-----)");
    }

    private static PrivateKey decrypted(PKCS8EncryptedPrivateKeyInfo encrypted, @Nullable Passphrase passphrase)
            throws Unreadable {
        if (passphrase == null) {
            throw Unreadable.passphrase(
                    "is encrypted, and no passphrase was given; give it with --passphrase-file FILE or in the variable"
                            + " CW_CA_PASSPHRASE of the environment",
                    null);
        }
        PrivateKeyInfo info;
        try {
            info = encrypted.decryptPrivateKeyInfo(
                    new JceOpenSSLPKCS8DecryptorProviderBuilder().build(passphrase.characters()));
        } catch (PKCSException | OperatorCreationException | RuntimeException wrong) {
            throw Unreadable.passphrase(
                    "cannot be decrypted: the passphrase that was given is another one, or the file is damaged", wrong);
        }
        try {
            return new JcaPEMKeyConverter().getPrivateKey(info);
        } catch (PEMException unknown) {
            throw new Unreadable("holds a private key of a kind that is not supported", unknown);
        }
    }

    /** Whether a private key belongs to a certificate. */
    static boolean matches(PrivateKey key, X509Certificate certificate) {
        byte[] message = "which of them belong together".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(Algorithm.signature(certificate.getPublicKey()));
            signature.initSign(key);
            signature.update(message);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException differentKinds) {
            return false;
        }
    }
}
