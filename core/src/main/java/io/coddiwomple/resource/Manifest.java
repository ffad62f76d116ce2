package io.coddiwomple.resource;

import java.util.SortedMap;

/**
 * A Kubernetes object as it is to be applied.
 *
 * @param namespace empty for an object that belongs to the whole cluster
 * @param spec empty for an object without one, such as a Namespace
 */
public record Manifest(
        String apiVersion,
        String kind,
        String namespace,
        String name,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        Fields spec) {

    public ResourceKey key() {
        int slash = apiVersion.indexOf('/');
        return new ResourceKey(slash < 0 ? "" : apiVersion.substring(0, slash), kind, namespace, name);
    }

    /** The whole object in the order in which Kubernetes users write it. */
    public Fields tree() {
        Fields.Builder metadata = Fields.builder().put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        metadata.putFields("labels", Fields.texts(labels)).putFields("annotations", Fields.texts(annotations));
        return Fields.builder()
                .put("apiVersion", apiVersion)
                .put("kind", kind)
                .put("metadata", metadata.build())
                .putFields("spec", spec)
                .build();
    }
}
