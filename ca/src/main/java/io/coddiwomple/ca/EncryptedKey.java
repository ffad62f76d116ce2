package io.coddiwomple.ca;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * PKCS#8 content under a passphrase: PBES2 of RFC 8018 section 6.2, with PBKDF2 and AES in CBC mode. Written as AES-256
 * and HMAC-SHA-256, as openssl does by default; what openssl makes with other sizes of these two is read as well.
 */
final class EncryptedKey {
    /** What OWASP's Password Storage Cheat Sheet asks of PBKDF2 with HMAC-SHA-256; a part of a second. */
    static final int ITERATIONS = 600_000;

    /** A file that asks for more would keep this process busy for a minute or more. */
    private static final int MOST_ITERATIONS = 50_000_000;

    private static final int SALT = 16;
    private static final int KEY_BITS = 256;
    private static final String CIPHER = "AES/CBC/PKCS5Padding";
    private static final Map<ASN1ObjectIdentifier, Integer> CIPHERS = Map.of(
            NISTObjectIdentifiers.id_aes128_CBC,
            128,
            NISTObjectIdentifiers.id_aes192_CBC,
            192,
            NISTObjectIdentifiers.id_aes256_CBC,
            KEY_BITS);
    private static final Map<ASN1ObjectIdentifier, String> FUNCTIONS = Map.of(
            PKCSObjectIdentifiers.id_hmacWithSHA1,
            "PBKDF2WithHmacSHA1",
            PKCSObjectIdentifiers.id_hmacWithSHA256,
            "PBKDF2WithHmacSHA256",
            PKCSObjectIdentifiers.id_hmacWithSHA384,
            "PBKDF2WithHmacSHA384",
            PKCSObjectIdentifiers.id_hmacWithSHA512,
            "PBKDF2WithHmacSHA512");

    private EncryptedKey() {}

    static byte[] encrypt(byte[] key, Passphrase passphrase) {
        var random = new SecureRandom();
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] start = new byte[SALT];
        random.nextBytes(start);
        var function = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
        var derivation = new PBKDF2Params(salt, ITERATIONS, KEY_BITS / Byte.SIZE, function);
        try {
            byte[] content = cipher(
                            Cipher.ENCRYPT_MODE, "PBKDF2WithHmacSHA256", derivation, KEY_BITS, start, passphrase)
                    .doFinal(key);
            var scheme = new PBES2Parameters(
                    new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, derivation),
                    new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(start)));
            return new EncryptedPrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, scheme), content)
                    .getEncoded();
        } catch (GeneralSecurityException | IOException missing) {
            throw new IllegalStateException("this Java runtime cannot encrypt a private key", missing);
        }
    }

    /** @param passphrase null when there is none */
    static byte[] decrypt(byte[] encoded, @Nullable Passphrase passphrase) throws Unreadable {
        if (passphrase == null) {
            throw Unreadable.passphrase(
                    "is encrypted, and no passphrase was given; give it with --passphrase-file FILE or in the variable"
                            + " CW_CA_PASSPHRASE of the environment",
                    null);
        }
        EncryptedPrivateKeyInfo info;
        PBES2Parameters scheme;
        PBKDF2Params derivation;
        byte[] start;
        try {
            info = EncryptedPrivateKeyInfo.getInstance(encoded);
            AlgorithmIdentifier algorithm = info.getEncryptionAlgorithm();
            boolean supported = algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2);
            scheme = supported ? PBES2Parameters.getInstance(algorithm.getParameters()) : null;
            if (scheme == null
                    || !scheme.getKeyDerivationFunc().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
                throw unsupported();
            }
            derivation = PBKDF2Params.getInstance(scheme.getKeyDerivationFunc().getParameters());
            start = ASN1OctetString.getInstance(scheme.getEncryptionScheme().getParameters())
                    .getOctets();
        } catch (RuntimeException malformed) {
            // The library tells of malformed content by exceptions without a common kind.
            throw new Unreadable("is not an encrypted private key: its content is damaged", malformed);
        }
        String function = FUNCTIONS.get(derivation.getPrf().getAlgorithm());
        Integer bits = CIPHERS.get(scheme.getEncryptionScheme().getAlgorithm());
        long iterations = derivation.getIterationCount().bitLength() > 31
                ? Long.MAX_VALUE
                : derivation.getIterationCount().longValue();
        if (function == null || bits == null || iterations < 1 || iterations > MOST_ITERATIONS) {
            throw unsupported();
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, function, derivation, bits, start, passphrase)
                    .doFinal(info.getEncryptedData());
        } catch (GeneralSecurityException wrong) {
            throw wrongPassphrase(wrong);
        }
    }

    /** By luck of one in 256, a wrong passphrase shows only once the content is read. */
    static Unreadable wrongPassphrase(Exception cause) {
        return Unreadable.passphrase(
                "cannot be decrypted: the passphrase that was given is another one, or the file is damaged", cause);
    }

    private static Unreadable unsupported() {
        return new Unreadable(
                "is encrypted in a way that is not supported; openssl pkcs8 -topk8 -v2 aes-256-cbc makes one that is");
    }

    private static Cipher cipher(
            int mode, String function, PBKDF2Params derivation, int bits, byte[] start, Passphrase passphrase)
            throws GeneralSecurityException {
        int iterations = derivation.getIterationCount().intValueExact();
        var characters = new PBEKeySpec(passphrase.characters(), derivation.getSalt(), iterations, bits);
        byte[] key = SecretKeyFactory.getInstance(function)
                .generateSecret(characters)
                .getEncoded();
        characters.clearPassword();
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(start));
        return cipher;
    }
}
