package io.coddiwomple.spec;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds out which Services the clusters export: by label, and by ServiceExport. Owned by one thread. */
final class Exports {
    /** {@code "true"} exports a Service. */
    static final String LABEL = "coddiwomple.io/export";
    /** The hosts of an exported Service, joined by commas. */
    static final String HOSTS = "coddiwomple.io/hosts";

    static final String MCS_GROUP = "multicluster.x-k8s.io";

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

    /** Adds the exported services to a draft. */
    void into(Draft draft) {
        Map<String, List<Export>> byLabel = new TreeMap<>();
        for (KubernetesObject service : labelled) {
            add(byLabel, service, service);
        }
        Map<String, List<Export>> byExport = new TreeMap<>();
        for (KubernetesObject export : serviceExports) {
            KubernetesObject service = services.get(name(export));
            if (service != null) {
                add(byExport, service, export);
            } else {
                problems.add(
                        Code.NOT_EXPORTED,
                        export.place(),
                        "ServiceExport " + export.path() + " in cluster " + export.cluster()
                                + " exports nothing: the objects of that cluster hold no Service of its name; give the"
                                + " Services too, or remove the ServiceExport");
            }
        }
        byLabel.values().forEach(exports -> draft.services.add(merged(Source.LABELLED_SERVICE, exports)));
        byExport.values().forEach(exports -> draft.services.add(merged(Source.SERVICE_EXPORT, exports)));
    }

    private Draft.ServiceDraft merged(Source source, List<Export> exports) {
        return new ExportMerge(source, exports, problems).service();
    }

    private void add(Map<String, List<Export>> exports, KubernetesObject service, KubernetesObject by) {
        if (!canCross(service, by.place())) {
            return;
        }
        boolean isLabelled = by.kind().equals(service.kind());
        List<Export.ExportPort> ports = new ServicePorts(service, problems).read(isLabelled);
        if (ports.isEmpty()) {
            notExported(by.place(), what(service) + " has no port that can cross a gateway, and is left out");
            return;
        }
        Located<String> hosts = isLabelled ? service.annotation(HOSTS) : null;
        exports.computeIfAbsent(service.id(), _ -> new ArrayList<>())
                .add(new Export(
                        service.cluster(),
                        service.id(),
                        by.created(),
                        by.place(),
                        hosts == null ? List.of() : ServicePorts.parts(hosts),
                        ports));
    }

    private boolean canCross(KubernetesObject service, Place place) {
        if (service.spec().text("type", "").equals("ExternalName")) {
            notExported(
                    place,
                    what(service)
                            + " is of type ExternalName, an alias for a name outside the cluster, and is left out:"
                            + " there are no pods that a gateway could lead to");
            return false;
        }
        if (service.spec().text("clusterIP", "").equals("None")) {
            notExported(
                    place,
                    what(service) + " is headless, and is left out: its clients want its pods one by one, and a gateway"
                            + " leads to the service as a whole; export a Service with a cluster IP for the same pods");
            return false;
        }
        return true;
    }

    private void notExported(Place place, String message) {
        problems.add(Code.NOT_EXPORTED, place, message);
    }

    private static String name(KubernetesObject object) {
        return object.cluster() + " " + object.id();
    }

    /** {@code Service bar/httpbin in cluster london}. */
    static String what(KubernetesObject service) {
        return "Service " + service.path() + " in cluster " + service.cluster();
    }
}
