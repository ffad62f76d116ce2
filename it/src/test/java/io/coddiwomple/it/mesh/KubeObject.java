package io.coddiwomple.it.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * One Kubernetes object as YAML text that nobody touched.
 *
 * @param namespace empty for what belongs to no namespace
 */
record KubeObject(String apiVersion, String kind, String namespace, String name, String text) {
    private static final Set<String> NO_NAMESPACE =
            Set.of("Namespace", "Node", "CustomResourceDefinition", "ClusterRole", "ClusterRoleBinding");

    /** Splits a stream of documents; those without content are left out. */
    static List<KubeObject> split(String stream) {
        List<KubeObject> all = new ArrayList<>();
        for (String text : stream.split("(?m)^---\\s*$", -1)) {
            Object content = new Load(LoadSettings.builder().build()).loadFromString(text);
            if (content instanceof Map<?, ?> object) {
                all.add(of(object, text));
            }
        }
        return all;
    }

    private static KubeObject of(Map<?, ?> object, String text) {
        String kind = String.valueOf(object.get("kind"));
        if (!(object.get("metadata") instanceof Map<?, ?> metadata)) {
            throw new IllegalArgumentException("an object without metadata: " + text);
        }
        Object namespace = metadata.get("namespace");
        return new KubeObject(
                String.valueOf(object.get("apiVersion")),
                kind,
                NO_NAMESPACE.contains(kind) ? "" : namespace == null ? "default" : String.valueOf(namespace),
                String.valueOf(metadata.get("name")),
                text);
    }

    /** The same for one object in two versions of its API. */
    String identity() {
        String group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
        return group + "/" + kind + "/" + namespace + "/" + name;
    }

    /** Where the API server serves it. */
    String path() {
        String root = apiVersion.contains("/") ? "/apis/" + apiVersion : "/api/" + apiVersion;
        return root + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + plural() + "/" + name;
    }

    private String plural() {
        String lower = kind.toLowerCase(Locale.ROOT);
        if (lower.endsWith("y") && !lower.endsWith("ay")) {
            return lower.substring(0, lower.length() - 1) + "ies";
        }
        return lower.endsWith("s") ? lower + "es" : lower + "s";
    }
}
