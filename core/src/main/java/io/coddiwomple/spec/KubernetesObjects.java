package io.coddiwomple.spec;

import io.coddiwomple.plan.rules.Conventions;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Node;
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
    private static final String ISTIO = "networking.istio.io";
    private static final String GATEWAY_API = "gateway.networking.k8s.io";
    private static final Set<String> AMBIENT_CLASSES = Set.of("istio-waypoint", "istio-east-west");

    private final Problems problems;
    /** By what identifies an object, so that order and repetition of the input leave no trace. */
    private final TreeMap<String, KubernetesObject> objects = new TreeMap<>();

    private final TreeMap<String, List<KubernetesObject>> copies = new TreeMap<>();
    private final TreeMap<String, Place> clusters = new TreeMap<>();

    KubernetesObjects(Problems problems) {
        this.problems = problems;
    }

    /** Adds the objects of a file. */
    void add(String cluster, String file, List<Document> documents) {
        Place place = Place.file(file);
        clusters.merge(cluster, place, (one, other) -> one.compareTo(other) <= 0 ? one : other);
        for (Document document : documents) {
            add(cluster, document, document.root());
        }
    }

    private void add(String cluster, Document document, Node node) {
        Reading content = Reading.of(document, node);
        if (content.text("kind", "").endsWith("List") && content.node("items") instanceof Node.Sequence items) {
            for (Node item : items.items()) {
                add(cluster, document, item);
            }
            return;
        }
        KubernetesObject object = KubernetesObject.of(cluster, document, node);
        if (object == null) {
            problems.add(
                    Code.UNKNOWN_KIND,
                    content.mapping() == null ? document.place(node) : content.place(),
                    "this is no Kubernetes object: it lacks apiVersion, kind or metadata.name; give --from what"
                            + " \"kubectl get -o yaml\" prints");
            return;
        }
        KubernetesObject other = objects.putIfAbsent(object.key(), object);
        if (other != null) {
            copies.computeIfAbsent(object.key(), _ -> new ArrayList<>(List.of(other)))
                    .add(object);
        }
    }

    /** Of several copies of one object the first by place counts. */
    private void chooseCopies() {
        copies.forEach((key, all) -> {
            all.sort(Comparator.comparing(KubernetesObject::place));
            KubernetesObject kept = all.getFirst();
            objects.put(key, kept);
            Fields content = Trees.fields(kept.content().mapping());
            for (KubernetesObject copy : all) {
                if (!Trees.fields(copy.content().mapping()).equals(content)) {
                    problems.add(
                            Code.DIFFERENT_COPIES,
                            copy.place(),
                            copy.kind() + " " + copy.path() + " of cluster " + copy.cluster() + " also stands at "
                                    + kept.place()
                                    + " with another content, and that copy counts; give only the newer one");
                }
            }
        });
    }

    /** Adds to a draft what the objects say, once every input is read. */
    void into(Draft draft) {
        chooseCopies();
        Set<String> known = new HashSet<>();
        for (Draft.ClusterDraft cluster : draft.clusters) {
            known.add(cluster.name().value());
        }
        clusters.forEach((cluster, place) -> draft.namedClusters.add(new Located<>(cluster, place)));
        var exports = new Exports(problems);
        for (Map.Entry<String, KubernetesObject> entry : objects.entrySet()) {
            KubernetesObject object = entry.getValue();
            if (!known.contains(object.cluster()) || isOurs(object)) {
                continue;
            }
            if (showsAmbient(object)) {
                draft.ambientClusters.add(new Located<>(object.cluster(), object.place()));
            }
            switch (object.group()) {
                case "" -> {
                    if (object.kind().equals("Service")) {
                        exports.service(object);
                    }
                }
                case Exports.MCS_GROUP -> {
                    if (object.kind().equals("ServiceExport")) {
                        exports.serviceExport(object);
                    }
                }
                case ISTIO -> IstioObjects.read(object, draft.foreign);
                default -> {}
            }
        }
        exports.into(draft);
    }

    private static boolean isOurs(KubernetesObject object) {
        return object.hasLabel(Conventions.MANAGED_BY, Conventions.MANAGER);
    }

    private static boolean showsAmbient(KubernetesObject object) {
        return object.hasLabel("istio.io/dataplane-mode", "ambient")
                || object.group().equals(GATEWAY_API)
                        && object.kind().equals("Gateway")
                        && AMBIENT_CLASSES.contains(object.spec().text("gatewayClassName", ""));
    }
}
