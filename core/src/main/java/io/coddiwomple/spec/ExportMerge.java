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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one service of what several clusters export under one name, by the rules of the Multi-Cluster Services API
 * (KEP-1645, "Conflict resolution"): the oldest export decides, clusters by their names among equally old ones; ports
 * are united, those of one name are one port, else those of one number. A port that only some of the clusters have is
 * left out, because calls go to whichever cluster is best.
 */
final class ExportMerge {
    private final Source source;
    private final List<Export> exports;
    private final Problems problems;
    private final List<Merged> ports = new ArrayList<>();

    /** A port of the service, and the export that decides what it is. */
    private record Merged(Export.ExportPort port, Export by) {}

    /** @param exports of one service, at most one of each cluster, not empty */
    ExportMerge(Source source, List<Export> exports, Problems problems) {
        this.source = source;
        this.exports = new ArrayList<>(exports);
        this.exports.sort(Comparator.comparing(Export::created).thenComparing(Export::cluster));
        this.problems = problems;
    }

    /** Null, with the reason among the problems, when the clusters have no port in common. */
    Draft.@Nullable ServiceDraft service() {
        Export oldest = exports.getFirst();
        var numbers = new ArrayList<SortedMap<String, Located<Integer>>>();
        for (Export export : exports) {
            hosts(oldest, export);
            numbers.add(ports(export));
        }
        leaveOutPortsOfSome(numbers);
        if (ports.isEmpty()) {
            problems.add(
                    Code.NOT_EXPORTED,
                    oldest.place(),
                    "service " + oldest.id() + " is left out: clusters "
                            + names(exports.stream().map(Export::cluster)) + " export it without a port in common");
            return null;
        }
        var backends = new ArrayList<Draft.BackendDraft>();
        for (int i = 0; i < exports.size(); i++) {
            backends.add(backend(exports.get(i), numbers.get(i)));
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

    /** The export's own port numbers, by the names of the service's ports. */
    private SortedMap<String, Located<Integer>> ports(Export export) {
        var numbers = new TreeMap<String, Located<Integer>>();
        var rest = new ArrayList<Export.ExportPort>();
        for (Export.ExportPort port : export.ports()) {
            Merged same = find(merged -> merged.port.name().equals(port.name()));
            if (same == null) {
                rest.add(port);
            } else {
                compare(same, port, export);
                numbers.put(same.port.name(), new Located<>(port.own(), port.place()));
            }
        }
        for (Export.ExportPort port : rest) {
            Merged same = find(merged -> merged.port.global() == port.global());
            if (same == null) {
                same = new Merged(port, export);
                ports.add(same);
            } else {
                compare(same, port, export);
            }
            numbers.putIfAbsent(same.port.name(), new Located<>(port.own(), port.place()));
        }
        return numbers;
    }

    private @Nullable Merged find(Predicate<Merged> wanted) {
        return ports.stream().filter(wanted).findFirst().orElse(null);
    }

    private void compare(Merged merged, Export.ExportPort port, Export export) {
        if (!merged.port.words().equals(port.words())) {
            conflict(merged.by, export, "as port " + merged.port.words(), "as port " + port.words());
        }
    }

    /** Whichever backend answers a call must have the port. */
    private void leaveOutPortsOfSome(List<SortedMap<String, Located<Integer>>> numbers) {
        for (Merged merged : List.copyOf(ports)) {
            String name = merged.port.name();
            var without = new ArrayList<String>();
            for (int i = 0; i < exports.size(); i++) {
                if (!numbers.get(i).containsKey(name)) {
                    without.add(exports.get(i).cluster());
                }
            }
            if (!without.isEmpty()) {
                ports.remove(merged);
                numbers.forEach(each -> each.remove(name));
                problems.add(
                        Code.PORT_LEFT_OUT,
                        merged.port.place(),
                        "port " + merged.port.words() + " of service " + merged.by.id() + ", which cluster "
                                + merged.by.cluster() + " exports, is left out: "
                                + (without.size() == 1 ? "cluster " : "clusters ") + names(without.stream())
                                + (without.size() == 1 ? " exports" : " export")
                                + " the service without it, and a call must find it wherever it is answered");
            }
        }
    }

    private static String names(Stream<String> clusters) {
        return clusters.sorted().collect(Collectors.joining(", "));
    }

    private static Draft.BackendDraft backend(Export export, SortedMap<String, Located<Integer>> numbers) {
        return new Draft.BackendDraft(
                new Located<>(export.cluster(), export.place()),
                new Located<>(export.id(), export.place()),
                true,
                numbers,
                true,
                Backend.DEFAULT_WEIGHT,
                Collections.emptySortedSet());
    }

    private List<Draft.PortDraft> portDrafts() {
        var drafts = new ArrayList<Draft.PortDraft>(ports.size());
        for (Merged merged : ports) {
            Export.ExportPort port = merged.port;
            drafts.add(new Draft.PortDraft(
                    port.name(), port.global(), new Located<>(port.protocol(), port.place()), port.place()));
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
