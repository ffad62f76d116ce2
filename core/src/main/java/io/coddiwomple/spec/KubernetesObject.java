package io.coddiwomple.spec;

import io.coddiwomple.problem.Place;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An object as an API server printed it.
 *
 * @param cluster whose object it is
 * @param group the API group, empty for Kubernetes' core
 * @param namespace {@code default} where the text names none
 */
record KubernetesObject(String cluster, String group, String kind, String namespace, String name, Reading content) {

    /** The object in a mapping that {@link ObjectSchemas} knows, or null when it has no name. */
    static @Nullable KubernetesObject of(String cluster, String group, String kind, Reading content) {
        Reading metadata = content.group("metadata");
        String name = metadata.text("name");
        String namespace = metadata.text("namespace", "");
        return name == null
                ? null
                : new KubernetesObject(
                        cluster, group, kind, namespace.isEmpty() ? "default" : namespace, name, content);
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

    @Nullable Located<String> annotation(String annotation) {
        return content.group("metadata").group("annotations").located(annotation);
    }

    /** When it was made, in RFC 3339, or null when the text does not say. */
    @Nullable Located<String> created() {
        return content.group("metadata").located("creationTimestamp");
    }

    /** Whether a copy says the same wherever it is read; its status may be another. */
    boolean saysWhat(KubernetesObject copy) {
        return same(created(), copy.created())
                && same(label(Exports.LABEL), copy.label(Exports.LABEL))
                && same(annotation(Exports.HOSTS), copy.annotation(Exports.HOSTS))
                && same(annotation(ServicePorts.PORTS), copy.annotation(ServicePorts.PORTS))
                && Trees.fields(content.node("spec")).equals(Trees.fields(copy.content.node("spec")));
    }

    private static boolean same(@Nullable Located<String> one, @Nullable Located<String> other) {
        return Objects.equals(one == null ? null : one.value(), other == null ? null : other.value());
    }
}
