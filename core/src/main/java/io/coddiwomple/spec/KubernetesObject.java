package io.coddiwomple.spec;

import io.coddiwomple.problem.Place;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Node;
import org.jspecify.annotations.Nullable;

/**
 * An object as an API server printed it.
 *
 * @param cluster whose object it is
 * @param group the API group, empty for Kubernetes' core
 * @param namespace {@code default} where the text names none
 */
record KubernetesObject(String cluster, String group, String kind, String namespace, String name, Reading content) {

    /** The object in a mapping, or null when it lacks what every object has. */
    static @Nullable KubernetesObject of(String cluster, Document document, Node node) {
        Reading content = Reading.of(document, node);
        String version = content.text("apiVersion");
        String kind = content.text("kind");
        Reading metadata = content.group("metadata");
        String name = metadata.text("name");
        if (version == null || kind == null || name == null) {
            return null;
        }
        int slash = version.indexOf('/');
        String group = slash < 0 ? "" : version.substring(0, slash);
        return new KubernetesObject(cluster, group, kind, metadata.text("namespace", "default"), name, content);
    }

    /** What tells it from every other object of all clusters. */
    String key() {
        return cluster + " " + group + " " + kind + " " + id();
    }

    /** {@code name.namespace}. */
    String id() {
        return name + "." + namespace;
    }

    /** {@code namespace/name}, as kubectl's users know it. */
    String path() {
        return namespace + "/" + name;
    }

    Reading spec() {
        return content.group("spec");
    }

    Place place() {
        return content.place();
    }

    @Nullable Located<String> label(String label) {
        return content.group("metadata").group("labels").located(label);
    }

    boolean hasLabel(String label, String value) {
        Located<String> found = label(label);
        return found != null && found.value().equals(value);
    }

    @Nullable Located<String> annotation(String annotation) {
        return content.group("metadata").group("annotations").located(annotation);
    }

    /** When it was made, as RFC 3339 in UTC and so in the order of time; an object without a time is the youngest. */
    String created() {
        return content.group("metadata").text("creationTimestamp", "~");
    }
}
