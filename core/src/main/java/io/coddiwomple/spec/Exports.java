package io.coddiwomple.spec;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Finds out which Services the clusters export: by label, and by ServiceExport. Owned by one thread. */
final class Exports {
    /** {@code "true"} exports a Service. */
    static final String LABEL = "coddiwomple.io/export";
    /** The hosts of an exported Service, joined by commas. */
    static final String HOSTS = "coddiwomple.io/hosts";

    /** A Service, and what exports it: its own label, or a ServiceExport. */
    private record Candidate(KubernetesObject service, KubernetesObject by) {}

    private final Problems problems;
    private final Map<String, KubernetesObject> services = new HashMap<>();
    private final List<KubernetesObject> labelled = new ArrayList<>();
    private final List<KubernetesObject> serviceExports = new ArrayList<>();

    Exports(Problems problems) {
        this.problems = problems;
    }

    /** Adds a Service. */
    void service(KubernetesObject service) {
        services.put(name(service), service);
        Located<String> label = service.label(LABEL);
        if (label == null) {
            return;
        }
        if (label.value().equals("true")) {
            labelled.add(service);
        } else if (!label.value().equals("false")) {
            problems.add(
                    Code.NOT_EXPORTED,
                    label.place(),
                    what(service) + " has the label " + LABEL + ": \"" + label.value()
                            + "\" and is not exported; only \"true\" exports a Service");
        }
    }

    /** Adds a ServiceExport. */
    void serviceExport(KubernetesObject export) {
        serviceExports.add(export);
    }

    /** Adds the exported services to a draft that already has what comes before them. */
    void into(Draft draft) {
        Set<String> taken = new HashSet<>();
        for (Draft.ServiceDraft service : draft.services) {
            taken.add(service.id().value());
        }
        Map<String, List<Candidate>> byLabel = new TreeMap<>();
        for (KubernetesObject service : labelled) {
            add(byLabel, new Candidate(service, service));
        }
        Map<String, List<Candidate>> byExport = new TreeMap<>();
        for (KubernetesObject export : serviceExports) {
            KubernetesObject service = services.get(name(export));
            if (service != null) {
                add(byExport, new Candidate(service, export));
            } else if (!taken.contains(export.id())) {
                problems.add(
                        Code.NOT_EXPORTED,
                        export.place(),
                        "ServiceExport " + export.path() + " in cluster " + export.cluster()
                                + " exports nothing: the objects of that cluster hold no Service of its name; give the"
                                + " Services too, or remove the ServiceExport");
            }
        }
        byLabel.forEach((id, all) -> add(draft, Source.LABELLED_SERVICE, all, taken.contains(id)));
        draft.services.forEach(service -> taken.add(service.id().value()));
        byExport.forEach((id, all) -> add(draft, Source.SERVICE_EXPORT, all, taken.contains(id)));
    }

    private static void add(Map<String, List<Candidate>> candidates, Candidate candidate) {
        candidates
                .computeIfAbsent(candidate.service.id(), _ -> new ArrayList<>())
                .add(candidate);
    }

    /** @param overridden whether another input speaks of the service and counts: then only that is worth saying */
    private void add(Draft draft, Source source, List<Candidate> candidates, boolean overridden) {
        Problems found = overridden ? new Problems() : problems;
        var exports = new ArrayList<Export>();
        for (Candidate candidate : candidates) {
            Export export = new ExportReader(candidate.service, candidate.by, found).read();
            if (export != null) {
                exports.add(export);
            }
        }
        if (!exports.isEmpty()) {
            Draft.ServiceDraft service = new ExportMerge(source, exports, found).service();
            if (service != null) {
                draft.services.add(service);
            }
        }
    }

    private static String name(KubernetesObject object) {
        return object.cluster() + " " + object.id();
    }

    /** {@code Service bar/httpbin in cluster london}. */
    static String what(KubernetesObject service) {
        return "Service " + service.path() + " in cluster " + service.cluster();
    }
}
