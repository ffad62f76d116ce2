package io.coddiwomple.ca;

import java.math.BigInteger;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes certificates as RFC 5280 wants those of authorities: version 3, basic constraints and key usage critical, key
 * identifiers.
 */
final class Signing {
    /** Serial numbers have at most 20 octets (RFC 5280 section 4.1.2.2), and 64 random bits are the least wanted. */
    private static final int SERIAL_BITS = 127;

    private static final String INTERMEDIATE = "Intermediate CA";
    private static final int USAGE = KeyUsage.keyCertSign | KeyUsage.cRLSign;

    private Signing() {}

    /** A serial number that nobody can guess and that no other certificate has. */
    static BigInteger serial(SecureRandom random) {
        // The highest bit set: no leading zeros, so every number has the same length as text.
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
    }

    /** The first eight hexadecimal digits of a serial number, by which people tell certificates apart. */
    static String shortSerial(BigInteger serial) {
        String digits = serial.toString(16);
        return digits.substring(0, Math.min(8, digits.length()));
    }

    /**
     * A root: signed by itself, for certificates and revocation lists only.
     *
     * @param organisation 1 to 64 characters
     */
    static X509Certificate root(
            PublicKey key, PrivateKey signer, String organisation, BigInteger serial, Validity validity) {
        // Two roots stand beside each other while one is replaced, so their names must differ.
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organisation)
                .addRDN(BCStyle.CN, "Root CA " + shortSerial(serial))
                .build();
        var builder = new JcaX509v3CertificateBuilder(
                name, serial, Date.from(validity.from()), Date.from(validity.to()), name, key);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(USAGE));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
        } catch (CertIOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("an extension cannot be encoded", impossible);
        }
        return signed(builder, signer, key);
    }

    /**
     * An intermediate below a root, which signs workloads and nothing that signs.
     *
     * @param host the one name that it carries, as Istio's own tool gives it (tools/certs/common.mk), and as istiod
     *     expects exactly one (security/pkg/pki/util/keycertbundle.go, CertOptions), both of release 1.31
     */
    static X509Certificate intermediate(
            PublicKey key,
            X509Certificate root,
            PrivateKey rootKey,
            String cluster,
            String host,
            BigInteger serial,
            Validity validity) {
        X500Name name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, organisation(root))
                .addRDN(BCStyle.L, cluster)
                .addRDN(BCStyle.CN, INTERMEDIATE)
                .build();
        var builder = new JcaX509v3CertificateBuilder(
                root.getSubjectX500Principal(),
                serial,
                Date.from(validity.from()),
                Date.from(validity.to()),
                new X500Principal(encoded(name)),
                key);
        try {
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(USAGE));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(root.getPublicKey()));
        } catch (CertIOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("an extension cannot be encoded", impossible);
        }
        return signed(builder, rootKey, root.getPublicKey());
    }

    /**
     * A workload's: its name is its SPIFFE ID and nothing else, for both ends of a connection (X509-SVID of the SPIFFE
     * standards, section 4; istiod's security/pkg/pki/util/generate_cert.go of release 1.31).
     */
    static X509Certificate workload(
            PublicKey key,
            X509Certificate intermediate,
            PrivateKey signer,
            URI identity,
            BigInteger serial,
            Validity validity) {
        var builder = new JcaX509v3CertificateBuilder(
                intermediate.getSubjectX500Principal(),
                serial,
                Date.from(validity.from()),
                Date.from(validity.to()),
                new X500Principal(""),
                key);
        try {
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(
                    Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
            }));
            // Critical, as there is no subject (RFC 5280 section 4.2.1.6).
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    true,
                    new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, identity.toString())));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(intermediate.getPublicKey()));
        } catch (CertIOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("an extension cannot be encoded", impossible);
        }
        return signed(builder, signer, intermediate.getPublicKey());
    }

    /** The organisation of a certificate's subject; empty when it names none. */
    static String organisation(X509Certificate certificate) {
        return subject(certificate, BCStyle.O);
    }

    /** The cluster that an intermediate was made for; empty when it does not say. */
    static String cluster(X509Certificate certificate) {
        return subject(certificate, BCStyle.CN).equals(INTERMEDIATE) ? subject(certificate, BCStyle.L) : "";
    }

    private static String subject(X509Certificate certificate, ASN1ObjectIdentifier part) {
        X500Name name =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        var found = name.getRDNs(part);
        return found.length == 0 ? "" : found[0].getFirst().getValue().toString();
    }

    private static byte[] encoded(X500Name name) {
        try {
            return name.getEncoded();
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException("a name cannot be encoded", impossible);
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key, PublicKey signer) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(Algorithm.signature(signer)).build(key)));
        } catch (OperatorCreationException | CertificateException impossible) {
            throw new IllegalStateException("a certificate cannot be signed with this key", impossible);
        }
    }
}
