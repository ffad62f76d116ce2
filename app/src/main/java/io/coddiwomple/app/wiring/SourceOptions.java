package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.Sources;
import java.util.ArrayList;
import java.util.List;

/** The options that name input, for every command that reads some. */
final class SourceOptions {
    /** Those that name resources, in the formats of today and of 2018. */
    static final List<Option> RESOURCES = List.of(
            Option.of(
                            "filename",
                            "f",
                            "PATH",
                            "read Federation, Cluster and GlobalService resources from a file, a folder with all folders"
                                    + " in it, or - for standard input")
                    .repeated(),
            Option.of("cluster-file", "", "FILE", "read clusters from a JSON file of 2018"),
            Option.of("service-file", "", "FILE", "read services from a JSON file of 2018"));

    private static final Option OBJECTS = Option.of(
                    "from",
                    "",
                    "CLUSTER=PATH",
                    "read the objects of a cluster, as kubectl get -o yaml printed them: exported Services,"
                            + " ServiceExports, and what Istio resources are there")
            .repeated();

    private SourceOptions() {}

    /** These options, and a command's own after them. */
    static List<Option> and(Option... own) {
        return and("keep virtual addresses in this file, so that none ever moves; it is made if there is none", own);
    }

    /** The same for a command that gives no addresses away. */
    static List<Option> reading(Option... own) {
        return and("the file that cw gen keeps virtual addresses in; it is read, and never written here", own);
    }

    /** The same for a command whose results hold no addresses. It takes a ledger, as the line of the others has one. */
    static List<Option> withoutAddresses(Option... own) {
        return and("taken, since cw gen takes it, and not read: nothing here depends on virtual addresses", own);
    }

    private static List<Option> and(String ledger, Option... own) {
        var all = new ArrayList<Option>(RESOURCES);
        all.add(OBJECTS);
        all.add(Option.of("ledger", "", "FILE", ledger));
        all.addAll(List.of(own));
        return all;
    }

    static Sources bind(Arguments arguments) {
        var objects = new ArrayList<Sources.ClusterObjects>();
        for (String value : arguments.values("from")) {
            int equals = value.indexOf('=');
            if (equals <= 0 || equals == value.length() - 1) {
                arguments.fault("--from is CLUSTER=PATH, such as london=services.yaml, not \"" + value + "\"");
            } else {
                objects.add(new Sources.ClusterObjects(value.substring(0, equals), value.substring(equals + 1)));
            }
        }
        var sources = new Sources(
                arguments.value("cluster-file").orElse(null),
                arguments.value("service-file").orElse(null),
                arguments.values("filename"),
                objects,
                arguments.value("ledger").orElse(null));
        if (sources.isEmpty() && arguments.faults().isEmpty()) {
            arguments.fault("there is no input; name some with -f PATH, or with --cluster-file FILE and --service-file"
                    + " FILE");
        }
        return sources;
    }
}
