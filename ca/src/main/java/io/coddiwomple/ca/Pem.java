package io.coddiwomple.ca;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Texts as RFC 7468 has them: base64 between a line that begins a block and one that ends it. */
final class Pem {
    static final String CERTIFICATE = "CERTIFICATE";

    /** More than any bundle of roots has; what is larger is something else. */
    static final int LARGEST = 1 << 20;

    private static final int MOST_CERTIFICATES = 1000;
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private Pem() {}

    /** One block. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Block(String label, byte[] content) {}

    static String of(String label, byte[] content) {
        return BEGIN + label + DASHES + "\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n" + END + label + DASHES
                + "\n";
    }

    static String of(X509Certificate certificate) {
        try {
            return of(CERTIFICATE, certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read cannot be written", impossible);
        }
    }

    static String of(List<X509Certificate> certificates) {
        var text = new StringBuilder();
        certificates.forEach(certificate -> text.append(of(certificate)));
        return text.toString();
    }

    /** All blocks; text outside of them is a comment, as openssl writes some. */
    static List<Block> blocks(byte[] bytes) throws Unreadable {
        if (bytes.length > LARGEST) {
            throw new Unreadable("has more than " + (LARGEST >> 10) + " KiB, which no file of certificates has");
        }
        var blocks = new ArrayList<Block>();
        String label = null;
        var body = new StringBuilder();
        for (String line :
                new String(bytes, StandardCharsets.ISO_8859_1).lines().toList()) {
            String text = line.strip();
            if (text.startsWith(BEGIN) && text.endsWith(DASHES)) {
                if (label != null) {
                    throw new Unreadable("has a block that begins before the one before it has ended");
                }
                label = text.substring(BEGIN.length(), Math.max(BEGIN.length(), text.length() - DASHES.length()));
                body.setLength(0);
            } else if (label != null && text.startsWith(END)) {
                if (!text.equals(END + label + DASHES)) {
                    throw new Unreadable("has a block that begins as " + label + " and ends as something else");
                }
                blocks.add(new Block(label, decoded(label, body.toString())));
                label = null;
            } else if (label != null) {
                body.append(text);
            }
        }
        if (label != null) {
            throw new Unreadable("is cut off: its last block, " + label + ", does not end");
        }
        return blocks;
    }

    private static byte[] decoded(String label, String base64) throws Unreadable {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw new Unreadable("has a block " + label + " that is not base64", broken);
        }
    }

    /** All certificates, at least one, in their order. Other blocks are passed over. */
    static List<X509Certificate> certificates(byte[] bytes) throws Unreadable {
        var certificates = new ArrayList<X509Certificate>();
        for (Block block : blocks(bytes)) {
            if (block.label.equals(CERTIFICATE)) {
                certificates.add(certificate(block.content, certificates.size() + 1));
            }
        }
        if (certificates.isEmpty()) {
            throw new Unreadable("holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
        }
        if (certificates.size() > MOST_CERTIFICATES) {
            throw new Unreadable(
                    "holds " + certificates.size() + " certificates, and the limit is " + MOST_CERTIFICATES);
        }
        return certificates;
    }

    private static X509Certificate certificate(byte[] content, int number) throws Unreadable {
        try {
            var in = new ByteArrayInputStream(content);
            if (CertificateFactory.getInstance("X.509").generateCertificate(in) instanceof X509Certificate certificate
                    && in.available() == 0) {
                return certificate;
            }
        } catch (CertificateException broken) {
            throw new Unreadable("has a block (number " + number + ") that is not an X.509 certificate", broken);
        }
        throw new Unreadable("has a block (number " + number + ") with more than one X.509 certificate in it");
    }
}
