package io.coddiwomple.ca;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What istiod gives to a workload.
 *
 * @param chain its certificate, then what leads to the root, as istiod appends it
 */
record Workload(List<X509Certificate> chain, PrivateKey key) {
    static Workload below(Bundle bundle, String identity, Instant now) throws GeneralSecurityException, Unreadable {
        var signer = new Workload(bundle.chain(), KeyText.read(keyOf(bundle), null));
        return signed(signer, identity, now);
    }

    static Workload signed(Workload signer, String identity, Instant now) throws GeneralSecurityException {
        return make(signer, new X500Principal(""), identity, false, now);
    }

    /** Another authority, which the intermediate must not be able to make. */
    static Workload authorityBelow(Bundle bundle, Instant now) throws GeneralSecurityException, Unreadable {
        var signer = new Workload(bundle.chain(), KeyText.read(keyOf(bundle), null));
        return make(signer, new X500Principal("CN=below"), "spiffe://below", true, now);
    }

    private static byte[] keyOf(Bundle bundle) {
        return java.util.Objects.requireNonNull(bundle.files().get(Bundle.KEY));
    }

    private static Workload make(
            Workload signer, X500Principal subject, String identity, boolean authority, Instant now)
            throws GeneralSecurityException {
        KeyPair keys = Algorithm.ECDSA_P256.generate();
        X509Certificate issuer = signer.chain.getFirst();
        var builder = new JcaX509v3CertificateBuilder(
                issuer.getSubjectX500Principal(),
                Signing.serial(new SecureRandom()),
                Date.from(now.minus(Duration.ofMinutes(2))),
                Date.from(now.plus(Duration.ofDays(1))),
                subject,
                keys.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(
                            authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    true,
                    new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, identity)));
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(
                            new JcaContentSignerBuilder(Algorithm.signature(issuer.getPublicKey())).build(signer.key)));
            var chain = new ArrayList<X509Certificate>();
            chain.add(certificate);
            chain.addAll(signer.chain);
            return new Workload(chain, keys.getPrivate());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
