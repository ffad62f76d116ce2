package io.coddiwomple.spec;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a cluster exports of one Service. */
final class ExportReader {
    private final KubernetesObject service;
    private final KubernetesObject by;
    private final Problems problems;

    /** @param by what exports the service: itself by its label, or a ServiceExport */
    ExportReader(KubernetesObject service, KubernetesObject by, Problems problems) {
        this.service = service;
        this.by = by;
        this.problems = problems;
    }

    /** Null, with the reason among the problems, when the Service cannot be called from other clusters. */
    @Nullable Export read() {
        if (!canCross()) {
            return null;
        }
        boolean labelled = by.kind().equals(service.kind());
        var found = new Problems();
        List<Export.ExportPort> ports = new ServicePorts(service, found).read(labelled);
        problems.addAll(found.sorted());
        if (ports.isEmpty()) {
            if (!found.hasErrors()) {
                leftOut("has no port that can cross a gateway, and is left out");
            }
            return null;
        }
        Located<String> hosts = labelled ? service.annotation(Exports.HOSTS) : null;
        return new Export(
                service.cluster(),
                service.id(),
                created(),
                by.place(),
                hosts == null ? List.of() : ServicePorts.parts(hosts),
                ports);
    }

    private boolean canCross() {
        if (service.spec().text("type", "").equals("ExternalName")) {
            leftOut(
                    "is of type ExternalName, an alias for a name outside the cluster, and is left out: there are no pods"
                            + " that a gateway could lead to");
            return false;
        }
        if (service.spec().text("clusterIP", "").equals("None")) {
            leftOut("is headless, and is left out: its clients want its pods one by one, and a gateway leads to the"
                    + " service as a whole; export a Service with a cluster IP for the same pods");
            return false;
        }
        return true;
    }

    private void leftOut(String why) {
        problems.add(Code.NOT_EXPORTED, by.place(), Exports.what(service) + " " + why);
    }

    private Instant created() {
        Located<String> text = by.created();
        if (text == null) {
            return Instant.MAX;
        }
        try {
            return Instant.parse(text.value());
        } catch (DateTimeParseException noTime) {
            problems.add(
                    Code.BAD_VALUE,
                    text.place(),
                    "metadata.creationTimestamp is \"" + text.value()
                            + "\", and it must be a time such as 2026-01-31T12:00:00Z");
            return Instant.MAX;
        }
    }
}
