package io.coddiwomple.ca;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.Limits;
import io.coddiwomple.yaml.Node;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a cluster's files and Secrets say about its certificates: the names that istiod knows
 * (pilot/pkg/bootstrap/istio_ca.go of Istio 1.31, detectSigningCABundleAndCRL), those of a Secret of type
 * kubernetes.io/tls, and any file of certificates. Owned by one thread.
 */
public final class Observing {
    private static final String TLS_CERTIFICATE = "tls.crt";
    private static final String TLS_KEY = "tls.key";
    private static final String TLS_ROOT = "ca.crt";
    private static final String ANNOTATION = "coddiwomple.io/cluster";

    private final String cluster;
    private final Problems problems;
    private final List<Observation> found = new ArrayList<>();

    public Observing(String cluster, Problems problems) {
        this.cluster = cluster;
        this.problems = problems;
    }

    /** What was read so far. */
    public List<Observation> found() {
        return found;
    }

    /**
     * Reads files that belong together, by their names.
     *
     * @param shown the folder of the files, as the user wrote it
     */
    public void files(String shown, Map<String, byte[]> files) {
        int before = seen();
        observe(shown, name -> shown + "/" + name, files);
        if (seen() == before) {
            none(shown, "this folder has no ca-cert.pem, cert-chain.pem or root-cert.pem");
        }
    }

    /** Reads one file: certificates in PEM form, or Kubernetes objects. */
    public void file(String shown, byte[] content) {
        if (new String(content, StandardCharsets.ISO_8859_1).lines().anyMatch(line -> line.startsWith("-----BEGIN "))) {
            pem(shown, content);
            return;
        }
        int before = seen();
        for (Document document : Documents.read(shown, content, Limits.DEFAULT, problems)) {
            object(document, document.root());
        }
        if (seen() == before) {
            none(shown, "this file holds no Secret or ConfigMap with certificates");
        }
    }

    /** How much was seen so far, good or bad: what adds nothing to it holds nothing. */
    private int seen() {
        return found.size() + problems.sorted().size();
    }

    /** Certificates in their order: what signs or is shown first; a root among them is trusted. */
    private void pem(String shown, byte[] content) {
        try {
            List<X509Certificate> all = Pem.certificates(content);
            found.add(new Observation(
                    cluster, shown, all, all.stream().filter(Chains::isRoot).toList(), false));
        } catch (Unreadable broken) {
            problems.add(Code.BAD_CERTIFICATE, Place.file(shown), "this file " + broken.what());
        }
    }

    private void none(String shown, String what) {
        problems.add(
                Code.NO_CERTIFICATES,
                Place.file(shown),
                what + ", so it says nothing about cluster " + cluster
                        + "; give the Secret cacerts as kubectl get -o yaml prints it, or PEM files");
    }

    private void object(Document document, Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            return;
        }
        if (mapping.get("items") instanceof Node.Sequence items) {
            items.items().forEach(item -> object(document, item));
            return;
        }
        String kind = text(mapping.get("kind"));
        if (!kind.equals("Secret") && !kind.equals("ConfigMap")) {
            return;
        }
        String place = document.place(mapping).toString();
        var files = new TreeMap<String, byte[]>();
        if (mapping.get("data") instanceof Node.Mapping data) {
            for (Node.Entry entry : data.entries()) {
                value(document, entry, kind.equals("Secret"), files);
            }
        }
        if (mapping.get("stringData") instanceof Node.Mapping data) {
            data.entries().forEach(entry -> value(document, entry, false, files));
        }
        int before = found.size();
        observe(document.file(), name -> place + " " + name, files);
        if (found.size() > before) {
            expectName(document, mapping);
        }
    }

    private void value(Document document, Node.Entry entry, boolean base64, Map<String, byte[]> files) {
        String text = text(entry.value());
        try {
            files.put(
                    entry.key(),
                    base64
                            ? Base64.getDecoder().decode(text.replaceAll("\\s", ""))
                            : text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException broken) {
            problems.add(
                    Code.BAD_CERTIFICATE,
                    document.place(entry),
                    "the value of " + entry.key() + " is not base64, as a Secret's data must be");
        }
    }

    private void expectName(Document document, Node.Mapping object) {
        Node annotations = object.get("metadata") instanceof Node.Mapping metadata ? metadata.get("annotations") : null;
        String made = annotations instanceof Node.Mapping all ? text(all.get(ANNOTATION)) : "";
        if (!made.isEmpty() && !made.equals(cluster)) {
            problems.add(
                    Code.NAME_DIFFERS,
                    document.place(object),
                    "this object is given as cluster " + cluster + "'s, and it was made for cluster " + made
                            + "; whoever applied it took the wrong one");
        }
    }

    /** Which certificates a set of named texts holds. */
    private void observe(String source, java.util.function.UnaryOperator<String> place, Map<String, byte[]> files) {
        List<X509Certificate> certificate = first(place, files, Bundle.CERTIFICATE, TLS_CERTIFICATE);
        List<X509Certificate> chain = first(place, files, Bundle.CHAIN);
        List<X509Certificate> roots = first(place, files, Bundle.ROOTS, TLS_ROOT);
        var shown = new ArrayList<>(certificate);
        chain.stream().filter(one -> !shown.contains(one)).forEach(shown::add);
        if (roots.isEmpty()) {
            // istiod's own root: what signs is trusted.
            roots = shown.stream().filter(Chains::isRoot).toList();
        }
        boolean withKey = !certificate.isEmpty() && key(place, files, certificate.getFirst());
        if (!shown.isEmpty() || !roots.isEmpty()) {
            found.add(new Observation(cluster, source, shown, roots, withKey));
        }
    }

    private List<X509Certificate> first(
            java.util.function.UnaryOperator<String> place, Map<String, byte[]> files, String... names) {
        for (String name : names) {
            byte[] content = files.get(name);
            if (content != null && content.length > 0) {
                try {
                    return Pem.certificates(content);
                } catch (Unreadable broken) {
                    problems.add(Code.BAD_CERTIFICATE, Place.file(place.apply(name)), "this " + broken.what());
                }
            }
        }
        return List.of();
    }

    /** Whether a key is there, which must belong to the certificate; which it is, nobody hears. */
    private boolean key(
            java.util.function.UnaryOperator<String> place, Map<String, byte[]> files, X509Certificate certificate) {
        boolean is = false;
        for (String name : List.of(Bundle.KEY, TLS_KEY)) {
            byte[] content = files.get(name);
            PrivateKey key = null;
            try {
                key = content == null || content.length == 0 ? null : KeyText.read(content, null);
            } catch (Unreadable broken) {
                problems.add(Code.BAD_CERTIFICATE, Place.file(place.apply(name)), "this " + broken.what());
            }
            if (key != null && !KeyText.matches(key, certificate)) {
                problems.add(
                        Code.KEY_MISMATCH,
                        Place.file(place.apply(name)),
                        "this private key does not belong to the certificate beside it, and istiod starts with neither;"
                                + " apply the Secret of one set of files");
            }
            is |= key != null;
        }
        return is;
    }

    private static String text(@Nullable Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }
}
