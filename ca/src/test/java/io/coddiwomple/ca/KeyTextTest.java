package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
    private static final String SECRET = "correct horse bättery 電池";

    /** Made once: RSA keys take seconds. */
    private static final Map<Algorithm, KeyPair> KEYS = Map.of(
            Algorithm.ECDSA_P256, Algorithm.ECDSA_P256.generate(), Algorithm.RSA_4096, Algorithm.RSA_4096.generate());

    private static PrivateKey key(Algorithm algorithm) {
        return Objects.requireNonNull(KEYS.get(algorithm)).getPrivate();
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private static Passphrase passphrase(String text) {
        return Passphrase.of(text).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(Algorithm algorithm) throws Unreadable {
        PrivateKey key = key(algorithm);

        assertThat(KeyText.read(bytes(KeyText.of(key, null)), null).getEncoded())
                .isEqualTo(key.getEncoded());
        String encrypted = KeyText.of(key, passphrase(SECRET));
        assertThat(KeyText.isEncrypted(bytes(encrypted))).isTrue();
        assertThat(KeyText.read(bytes(encrypted), passphrase(SECRET)).getEncoded())
                .isEqualTo(key.getEncoded());
        assertThat(KeyText.of(key, passphrase(SECRET))).as("salted").isNotEqualTo(encrypted);
    }

    @ParameterizedTest
    @EnumSource
    void writesWhatOpensslReads(Algorithm algorithm) throws IOException {
        PrivateKey key = key(algorithm);
        Files.writeString(folder.resolve("plain.pem"), KeyText.of(key, null));
        Files.writeString(folder.resolve("encrypted.pem"), KeyText.of(key, passphrase(SECRET)));
        Files.writeString(folder.resolve("passphrase"), SECRET + "\nand no more\n");
        Openssl openssl = new Openssl(folder);

        String opened = openssl.output("pkcs8", "-in", "encrypted.pem", "-passin", "file:passphrase");
        assertThat(opened).isEqualTo(openssl.output("pkcs8", "-topk8", "-nocrypt", "-in", "plain.pem"));
        assertThat(openssl.output("asn1parse", "-in", "encrypted.pem"))
                .contains(":PBES2", ":PBKDF2", ":hmacWithSHA256", ":aes-256-cbc")
                .contains(":0927C0"); // 600,000
        assertThat(openssl.run("pkcs8", "-in", "encrypted.pem", "-passin", "pass:another")
                        .code())
                .isNotZero();
    }

    static Stream<String> opensslForms() {
        return Stream.of(
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem",
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out key.pem",
                "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem",
                "genrsa -traditional -out key.pem 2048",
                "ecparam -name prime256v1 -genkey -out key.pem",
                "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes-256-cbc -pass pass:secret -out key.pem",
                "genpkey -algorithm RSA -aes-128-cbc -pass pass:secret -out key.pem");
    }

    @ParameterizedTest
    @MethodSource("opensslForms")
    void readsWhatOpensslWrites(String command) throws IOException, Unreadable {
        Openssl openssl = new Openssl(folder);
        openssl.output(command.split(" "));
        openssl.output(
                "req", "-x509", "-key", "key.pem", "-passin", "pass:secret", "-subj", "/CN=test", "-out", "cert.pem");

        PrivateKey key = KeyText.read(Files.readAllBytes(folder.resolve("key.pem")), passphrase("secret"));

        var certificate =
                Pem.certificates(Files.readAllBytes(folder.resolve("cert.pem"))).getFirst();
        assertThat(KeyText.matches(key, certificate)).isTrue();
        assertThat(KeyText.matches(Algorithm.ECDSA_P256.generate().getPrivate(), certificate))
                .isFalse();
        assertThat(KeyText.matches(key(Algorithm.RSA_4096), certificate)).isFalse();
    }

    @Test
    void saysThatAPassphraseIsMissingOrAnother() {
        byte[] text = bytes(KeyText.of(Algorithm.ECDSA_P256.generate().getPrivate(), passphrase(SECRET)));

        assertThatThrownBy(() -> KeyText.read(text, null))
                .isInstanceOf(Unreadable.class)
                .hasMessageStartingWith("is encrypted, and no passphrase was given; give it with --passphrase-file");
        for (int i = 0; i < 3; i++) {
            Passphrase wrong = passphrase("wrong " + i);
            assertThatThrownBy(() -> KeyText.read(text, wrong))
                    .isInstanceOfSatisfying(
                            Unreadable.class,
                            unreadable -> assertThat(unreadable.isForWantOfPassphrase())
                                    .isTrue())
                    .hasMessage("cannot be decrypted: the passphrase that was given is another one, or the file is"
                            + " damaged");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key at all",
                "-----BEGIN PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nMAA=\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            })
    void refusesWhatIsNoKey(String text) {
        assertThatThrownBy(() -> KeyText.read(bytes(text), passphrase("any")))
                .isInstanceOf(Unreadable.class)
                .message()
                .doesNotContainIgnoringCase("exception")
                .doesNotContain("java.");
    }

    @Test
    void refusesAKeyThatWouldTakeForeverToOpen() throws IOException {
        var derivation = new PBKDF2Params(
                new byte[16], Integer.MAX_VALUE, 32, new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256));
        var scheme = new PBES2Parameters(
                new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, derivation),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16])));
        byte[] encoded = new EncryptedPrivateKeyInfo(
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, scheme), new byte[32])
                .getEncoded();

        assertThatThrownBy(() ->
                        KeyText.read(bytes(Pem.of("ENCRYPTED PRIVATE KEY", encoded)), passphrase("any passphrase")))
                .hasMessageStartingWith("is encrypted in a way that is not supported");
    }

    @Test
    void tellsKeysApart() {
        KeyPair keys = Algorithm.ECDSA_P256.generate();
        var certificate = Signing.root(
                keys.getPublic(),
                keys.getPrivate(),
                "acme",
                Signing.serial(new java.security.SecureRandom()),
                Validity.starting(Bench.START, java.time.Duration.ofDays(1)));

        assertThat(KeyText.matches(keys.getPrivate(), certificate)).isTrue();
        assertThat(KeyText.matches(Algorithm.ECDSA_P256.generate().getPrivate(), certificate))
                .isFalse();
    }

    @Test
    void neverShowsAPassphrase() {
        assertThat(passphrase(SECRET)).hasToString("a passphrase");
        assertThat(Passphrase.ofFile("first line\nsecond\n").orElseThrow().characters())
                .isEqualTo("first line".toCharArray());
        assertThat(Passphrase.ofFile("\nsecond\n")).isEmpty();
        assertThat(passphrase("1234567").isLongEnough()).isFalse();
        assertThat(passphrase("12345678").isLongEnough()).isTrue();
    }
}
