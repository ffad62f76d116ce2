package io.coddiwomple.ca;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of keys that an authority makes; both are ones that every Istio release reads. */
public enum Algorithm {
    /** ECDSA on the curve P-256, FIPS 186-5. */
    ECDSA_P256("ecdsa-p256"),
    /** RSA with 4096 bits. */
    RSA_4096("rsa-4096");

    /** The names that users write. */
    public static final List<String> WORDS =
            Arrays.stream(values()).map(Algorithm::word).toList();

    private final String word;

    Algorithm(String word) {
        this.word = word;
    }

    /** The name that users write. */
    public String word() {
        return word;
    }

    /** Finds an algorithm by the name that users write. */
    public static Optional<Algorithm> find(String word) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.word.equals(word))
                .findFirst();
    }

    /** What an intermediate's key is, when its root's key is this one: the same kind. */
    static Algorithm like(PublicKey key) {
        return key instanceof RSAPublicKey ? RSA_4096 : ECDSA_P256;
    }

    /** How a key signs: SHA-256 with whatever it is. */
    static String signature(PublicKey key) {
        return key instanceof RSAPublicKey ? "SHA256withRSA" : "SHA256withECDSA";
    }

    /** What a public key is, in the words of {@link #word} where it is one of these. */
    static String describe(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return "rsa-" + rsa.getModulus().bitLength();
        }
        if (key instanceof ECPublicKey ec) {
            return "ecdsa-p" + ec.getParams().getCurve().getField().getFieldSize();
        }
        return key.getAlgorithm();
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = switch (this) {
                case ECDSA_P256 -> {
                    KeyPairGenerator curves = KeyPairGenerator.getInstance("EC");
                    curves.initialize(new ECGenParameterSpec("secp256r1"));
                    yield curves;
                }
                case RSA_4096 -> {
                    KeyPairGenerator primes = KeyPairGenerator.getInstance("RSA");
                    primes.initialize(new RSAKeyGenParameterSpec(4096, RSAKeyGenParameterSpec.F4));
                    yield primes;
                }
            };
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java runtime cannot make a key of kind " + word, missing);
        }
    }
}
