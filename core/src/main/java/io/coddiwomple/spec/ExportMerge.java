package io.coddiwomple.spec;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Retries;
import io.coddiwomple.model.Scope;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes one service of what several clusters export under one name, by the rules of the Multi-Cluster Services API
 * (KEP-1645, "Conflict resolution"): the oldest export decides, clusters by their names among equally old ones; ports
 * are united, those of one name are one port, else those of one number.
 */
final class ExportMerge {
    private final Source source;
    private final List<Export> exports;
    private final Problems problems;
    private final List<Merged> ports = new ArrayList<>();

    /** A port of the service, and the export that decides what it is. */
    private record Merged(String label, Export.ExportPort port, Export by) {}

    /** @param exports of one service, at most one of each cluster, not empty */
    ExportMerge(Source source, List<Export> exports, Problems problems) {
        this.source = source;
        this.exports = new ArrayList<>(exports);
        this.exports.sort(Comparator.comparing(Export::created).thenComparing(Export::cluster));
        this.problems = problems;
    }

    Draft.ServiceDraft service() {
        Export oldest = exports.getFirst();
        var backends = new ArrayList<Draft.BackendDraft>();
        for (Export export : exports) {
            hosts(oldest, export);
            backends.add(backend(export));
        }
        Located<String> id = new Located<>(oldest.id(), oldest.place());
        boolean named = !oldest.hosts().isEmpty();
        return new Draft.ServiceDraft(
                source,
                id,
                named ? oldest.hosts() : List.of(id),
                !named,
                List.of(),
                portDrafts(),
                backends,
                List.of(),
                new Retries.Default(),
                false,
                Fields.EMPTY,
                List.of(),
                List.of(),
                Scope.ALL,
                null);
    }

    private void hosts(Export oldest, Export export) {
        String ours = words(oldest.hosts());
        String theirs = words(export.hosts());
        if (!ours.equals(theirs)) {
            conflict(oldest, export, "with " + ours, "with " + theirs);
        }
    }

    private static String words(List<Located<String>> hosts) {
        if (hosts.isEmpty()) {
            return "the usual host";
        }
        var names = new ArrayList<String>(hosts.size());
        for (Located<String> host : hosts) {
            names.add(host.value());
        }
        return "host " + String.join(", ", names);
    }

    private Draft.BackendDraft backend(Export export) {
        var numbers = new TreeMap<String, Located<Integer>>();
        for (Export.ExportPort port : export.ports()) {
            Merged merged = sameAs(port);
            if (merged == null) {
                merged = new Merged(label(port), port, export);
                ports.add(merged);
            } else if (!merged.port.words().equals(port.words())) {
                conflict(merged.by, export, "as port " + merged.port.words(), "as port " + port.words());
            }
            numbers.putIfAbsent(merged.label, new Located<>(port.own(), port.place()));
        }
        return new Draft.BackendDraft(
                new Located<>(export.cluster(), export.place()),
                new Located<>(export.id(), export.place()),
                true,
                numbers,
                true,
                Backend.DEFAULT_WEIGHT,
                Collections.emptySortedSet());
    }

    private @Nullable Merged sameAs(Export.ExportPort port) {
        Merged sameNumber = null;
        for (Merged merged : ports) {
            if (merged.port.name().equals(port.name())) {
                return merged;
            }
            if (merged.port.global() == port.global()) {
                sameNumber = merged;
            }
        }
        return sameNumber;
    }

    /** A port of a Service needs no name when it is the only one, a port of ours always does. */
    private static String label(Export.ExportPort port) {
        return port.name().isEmpty() ? port.protocol().toLowerCase(Locale.ROOT) + "-" + port.global() : port.name();
    }

    private List<Draft.PortDraft> portDrafts() {
        var drafts = new ArrayList<Draft.PortDraft>(ports.size());
        for (Merged merged : ports) {
            Export.ExportPort port = merged.port;
            drafts.add(new Draft.PortDraft(
                    merged.label, port.global(), new Located<>(port.protocol(), port.place()), port.place()));
        }
        return drafts;
    }

    private void conflict(Export older, Export younger, String olderSays, String youngerSays) {
        boolean sameAge = older.created().equals(younger.created());
        problems.add(
                Code.EXPORT_CONFLICT,
                younger.place(),
                "service " + younger.id() + " is exported " + youngerSays + " by cluster " + younger.cluster() + " and "
                        + olderSays + " by cluster " + older.cluster() + " (" + older.place() + "), whose export "
                        + (sameAge ? "comes first by name" : "is older") + " and counts; make the two equal");
    }
}
