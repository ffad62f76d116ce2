package io.coddiwomple.ca;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/**
 * Private keys as text: PKCS#8 (RFC 5958), with a passphrase as {@link EncryptedKey} says. Istio reads the form without
 * one (security/pkg/pki/util/crypto.go of 1.31, ParsePemEncodedKey).
 */
final class KeyText {
    private static final String PLAIN = "PRIVATE KEY";
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final String RSA = "RSA PRIVATE KEY";
    private static final String EC = "EC PRIVATE KEY";

    private KeyText() {}

    static String of(PrivateKey key, @Nullable Passphrase passphrase) {
        return passphrase == null
                ? Pem.of(PLAIN, key.getEncoded())
                : Pem.of(ENCRYPTED, EncryptedKey.encrypt(key.getEncoded(), passphrase));
    }

    /** Whether a passphrase is needed to read a key. */
    static boolean isEncrypted(byte[] text) {
        return new String(text, StandardCharsets.ISO_8859_1).contains("-----BEGIN " + ENCRYPTED + "-----");
    }

    /**
     * The private key of a text: PKCS#8, encrypted or not, or PKCS#1 (RFC 8017) or SEC 1 (RFC 5915) as older openssl
     * writes them, not encrypted.
     *
     * @param passphrase for an encrypted one; passed over for others
     */
    static PrivateKey read(byte[] text, @Nullable Passphrase passphrase) throws Unreadable {
        for (Pem.Block block : Pem.blocks(text)) {
            byte[] content = block.content();
            switch (block.label()) {
                case PLAIN -> {
                    return key(content);
                }
                case ENCRYPTED -> {
                    byte[] decrypted = EncryptedKey.decrypt(content, passphrase);
                    try {
                        return key(decrypted);
                    } catch (Unreadable garbage) {
                        throw EncryptedKey.wrongPassphrase(garbage);
                    }
                }
                case RSA -> {
                    return key(ofPkcs1(content));
                }
                case EC -> {
                    return key(ofSec1(content));
                }
                default -> {
                    // Certificates and parameters may stand beside a key.
                }
            }
        }
        throw new Unreadable("holds no private key in PEM form (-----BEGIN " + PLAIN + "-----)");
    }

    private static PrivateKey key(byte[] pkcs8) throws Unreadable {
        try {
            return new JcaPEMKeyConverter().getPrivateKey(PrivateKeyInfo.getInstance(pkcs8));
        } catch (IOException | RuntimeException broken) {
            throw new Unreadable("is not a private key of a kind that is supported, or it is damaged", broken);
        }
    }

    private static byte[] ofPkcs1(byte[] content) throws Unreadable {
        try {
            var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
            return new PrivateKeyInfo(algorithm, RSAPrivateKey.getInstance(content)).getEncoded();
        } catch (IOException | RuntimeException broken) {
            throw new Unreadable("is not an RSA private key: its content is damaged or encrypted", broken);
        }
    }

    private static byte[] ofSec1(byte[] content) throws Unreadable {
        try {
            ECPrivateKey key = ECPrivateKey.getInstance(content);
            var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
            return new PrivateKeyInfo(algorithm, key).getEncoded();
        } catch (IOException | RuntimeException broken) {
            throw new Unreadable("is not an EC private key: its content is damaged or encrypted", broken);
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
