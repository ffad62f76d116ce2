package io.coddiwomple.spec;

import io.coddiwomple.plan.rules.Conventions;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What clusters have, as {@code kubectl get -o yaml} prints it: exported Services become services, Istio's own objects
 * are kept for findings, everything else is passed over, whatever its fields. Owned by one thread.
 */
final class KubernetesObjects {
    private static final String GATEWAY_API = "gateway.networking.k8s.io";
    private static final Set<String> AMBIENT_CLASSES = Set.of("istio-waypoint", "istio-east-west");

    private final Problems problems;
    /** All copies, by what identifies an object, so that order and repetition of the input leave no trace. */
    private final TreeMap<String, List<KubernetesObject>> objects = new TreeMap<>();

    private final TreeMap<String, Place> clusters = new TreeMap<>();
    private final TreeMap<String, Place> ambient = new TreeMap<>();

    KubernetesObjects(Problems problems) {
        this.problems = problems;
    }

    /** Adds the objects of a file. */
    void add(String cluster, String file, List<Document> documents) {
        note(clusters, cluster, Place.file(file));
        new ObjectLists(problems, (content, group, kind) -> object(cluster, content, group, kind)).visit(documents);
    }

    private void object(String cluster, Reading content, String group, String kind) {
        Reading labels = content.group("metadata").group("labels");
        if (Conventions.MANAGER.equals(labels.text(Conventions.MANAGED_BY))) {
            return;
        }
        boolean ambientGateway = group.equals(GATEWAY_API)
                && kind.equals("Gateway")
                && AMBIENT_CLASSES.contains(content.group("spec").text("gatewayClassName", ""));
        if (ambientGateway || "ambient".equals(labels.text(ObjectSchemas.DATAPLANE_MODE))) {
            note(ambient, cluster, content.place());
        }
        Schema.Group schema = ObjectSchemas.of(group, kind);
        if (schema != null && content.mapping() != null) {
            new SchemaCheck(content.document(), problems, null).check(content.mapping(), schema, "");
            KubernetesObject object = KubernetesObject.of(cluster, group, kind, content);
            if (object != null) {
                objects.computeIfAbsent(object.key(), _ -> new ArrayList<>()).add(object);
            }
        }
    }

    private static void note(Map<String, Place> places, String cluster, Place place) {
        places.merge(cluster, place, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    /** Adds to a draft what the objects say, once every input is read. */
    void into(Draft draft) {
        Set<String> known = new HashSet<>();
        for (Draft.ClusterDraft cluster : draft.clusters) {
            known.add(cluster.name().value());
        }
        clusters.forEach((cluster, place) -> draft.namedClusters.add(new Located<>(cluster, place)));
        ambient.forEach((cluster, place) -> draft.ambientClusters.add(new Located<>(cluster, place)));
        var exports = new Exports(problems);
        for (List<KubernetesObject> copies : objects.values()) {
            KubernetesObject object = chosen(copies);
            // One problem is enough for a cluster that nothing defines.
            if (known.contains(object.cluster())) {
                switch (object.group()) {
                    case ObjectSchemas.CORE -> exports.service(object);
                    case ObjectSchemas.MCS -> exports.serviceExport(object);
                    default -> IstioObjects.read(object, draft.foreign);
                }
            }
        }
        exports.into(draft);
    }

    /** Of several copies of one object the first by place. */
    private KubernetesObject chosen(List<KubernetesObject> copies) {
        copies.sort(Comparator.comparing(KubernetesObject::place));
        KubernetesObject first = copies.getFirst();
        for (KubernetesObject copy : copies.subList(1, copies.size())) {
            if (!first.saysWhat(copy)) {
                problems.add(
                        Code.DIFFERENT_COPIES,
                        copy.place(),
                        copy.kind() + " " + copy.path() + " of cluster " + copy.cluster() + " also stands at "
                                + first.place()
                                + " with another content, and that copy counts; give only the newer one");
            }
        }
        return first;
    }
}
