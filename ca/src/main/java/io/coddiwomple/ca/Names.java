package io.coddiwomple.ca;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The subject alternative names of certificates (RFC 5280 section 4.2.1.6). */
final class Names {
    static final String DEFAULT_NAMESPACE = "istio-system";

    private static final int DNS = 2;
    private static final int URI = 6;
    private static final String ISTIOD = "istiod.";
    private static final String SERVICE = ".svc";
    private static final String SPIFFE = "spiffe://";

    private Names() {}

    /** The name of a mesh's control plane, from its namespace. */
    static String istiod(String namespace) {
        return ISTIOD + namespace + SERVICE;
    }

    /** The namespace of the control plane that a certificate names. */
    static String namespace(X509Certificate certificate) {
        for (String name : names(certificate, DNS)) {
            if (name.startsWith(ISTIOD)
                    && name.endsWith(SERVICE)
                    && name.length() > ISTIOD.length() + SERVICE.length()) {
                return name.substring(ISTIOD.length(), name.length() - SERVICE.length());
            }
        }
        return DEFAULT_NAMESPACE;
    }

    /** The trust domains of the SPIFFE IDs that a certificate carries, sorted. */
    static SortedSet<String> trustDomains(X509Certificate certificate) {
        var domains = new TreeSet<String>();
        for (String uri : names(certificate, URI)) {
            if (uri.startsWith(SPIFFE)) {
                int slash = uri.indexOf('/', SPIFFE.length());
                domains.add(uri.substring(SPIFFE.length(), slash < 0 ? uri.length() : slash));
            }
        }
        return domains;
    }

    /** The first of its names: a SPIFFE ID if it has one; empty when it has none. */
    static String first(X509Certificate certificate) {
        return Stream.concat(names(certificate, URI).stream(), names(certificate, DNS).stream())
                .findFirst()
                .orElse("");
    }

    private static List<String> names(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            var found = new ArrayList<String>();
            if (all != null) {
                for (List<?> name : all) {
                    if (name.get(0).equals(kind) && name.get(1) instanceof String text) {
                        found.add(text);
                    }
                }
            }
            return found;
        } catch (CertificateParsingException unreadable) {
            // A name that nobody can read names nothing.
            return List.of();
        }
    }
}
