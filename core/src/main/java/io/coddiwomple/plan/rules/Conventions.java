package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Manifest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all generated objects of a federation have in common: where they live, how they are named and labelled.
 *
 * @param federation the federation's name
 * @param namespace where objects live unless Istio wants them elsewhere
 * @param suffix of global hosts
 */
public record Conventions(String federation, String namespace, String suffix) {
    /** The label that marks every object as ours. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    /** Its value. */
    public static final String MANAGER = "coddiwomple";

    static final String CLUSTER_LABEL = "coddiwomple.io/cluster";
    static final String RANK_LABEL = "coddiwomple.io/rank-";
    /** Makes istiod send mutual TLS to an endpoint that is no pod of its own (istio 1.4 on, conversion.go). */
    static final String TLS_MODE_LABEL = "security.istio.io/tlsMode";

    public static final int PASSTHROUGH_PORT = 15443;
    private static final int MAX_LABEL_VALUE = 63;
    private static final int HASH_CHARS = 8;
    private static final String ALIAS_SUFFIX = ".cw-export.local";

    public static Conventions of(Federation federation) {
        return new Conventions(federation.name(), federation.namespace(), federation.suffix());
    }

    /** {@code networking.istio.io/…} in the newest version that a release serves. */
    static String networking(IstioVersion version) {
        if (Feature.V1.in(version)) {
            return "networking.istio.io/v1";
        }
        return Feature.V1BETA1.in(version) ? "networking.istio.io/v1beta1" : "networking.istio.io/v1alpha3";
    }

    Manifest istioObject(
            IstioVersion version, String kind, String inNamespace, String name, String service, Fields spec) {
        return object(networking(version), kind, inNamespace, name, service, spec);
    }

    Manifest object(String apiVersion, String kind, String inNamespace, String name, String service, Fields spec) {
        return new Manifest(apiVersion, kind, inNamespace, name, labels(service), Collections.emptySortedMap(), spec);
    }

    private SortedMap<String, String> labels(String service) {
        var labels = new TreeMap<String, String>();
        labels.put(MANAGED_BY, MANAGER);
        labels.put("coddiwomple.io/federation", shortened(federation));
        if (!service.isEmpty()) {
            labels.put("coddiwomple.io/service", shortened(service));
        }
        return labels;
    }

    /** The host that stands for a service at a serving gateway: {@code httpbin.bar.cw-export.local}. */
    String exportAlias(GlobalService service) {
        return service.id() + ALIAS_SUFFIX;
    }

    /** The host that stands for a service behind an egress gateway: {@code httpbin.bar.egress.cw-export.local}. */
    String egressAlias(GlobalService service) {
        return service.id() + ".egress" + ALIAS_SUFFIX;
    }

    /** The text itself up to 63 characters, else its beginning and a hash. */
    public static String shortened(String text) {
        if (text.length() <= MAX_LABEL_VALUE) {
            return text;
        }
        return text.substring(0, MAX_LABEL_VALUE - HASH_CHARS - 1) + "-" + hash(text);
    }

    /** The first 8 hexadecimal digits of SHA-256. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_CHARS / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
