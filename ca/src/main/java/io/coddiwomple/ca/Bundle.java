package io.coddiwomple.ca;

import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster's istiod signs with and trusts: the four files of the Secret {@code cacerts}, which belong together
 * (security/pkg/pki/ca/ca.go of Istio 1.31). Printing one shows no key.
 */
public final class Bundle {
    static final String CERTIFICATE = "ca-cert.pem";
    static final String KEY = "ca-key.pem";
    static final String CHAIN = "cert-chain.pem";
    static final String ROOTS = "root-cert.pem";
    static final List<String> FILES = List.of(CERTIFICATE, KEY, CHAIN, ROOTS);

    private final String cluster;
    private final X509Certificate certificate;
    private final List<X509Certificate> chain;
    private final List<X509Certificate> roots;
    private final SortedMap<String, byte[]> files;

    Bundle(
            String cluster,
            X509Certificate certificate,
            List<X509Certificate> chain,
            List<X509Certificate> roots,
            SortedMap<String, byte[]> files) {
        this.cluster = cluster;
        this.certificate = certificate;
        this.chain = List.copyOf(chain);
        this.roots = List.copyOf(roots);
        this.files = files;
    }

    public String cluster() {
        return cluster;
    }

    /** The intermediate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The intermediate and what leads from it to its root. */
    List<X509Certificate> chain() {
        return chain;
    }

    /** The roots that the cluster trusts: one, or two while one is being replaced. */
    public List<X509Certificate> roots() {
        return roots;
    }

    public Validity validity() {
        return Validity.of(certificate);
    }

    /** The namespace of the istiod that the intermediate was issued to; {@code istio-system} when it does not say. */
    public String namespace() {
        return Names.namespace(certificate);
    }

    /** The four files by name, each in base64 on one line: the data of the Secret. */
    public SortedMap<String, String> data() {
        var data = new TreeMap<String, String>();
        files.forEach((name, content) -> data.put(name, Base64.getEncoder().encodeToString(content)));
        return data;
    }

    SortedMap<String, byte[]> files() {
        return files;
    }

    @Override
    public String toString() {
        return "the certificates of cluster " + cluster;
    }
}
