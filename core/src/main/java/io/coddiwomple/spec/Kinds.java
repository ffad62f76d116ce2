package io.coddiwomple.spec;

import io.coddiwomple.model.Shape;
import io.coddiwomple.spec.Schema.Group;
import io.coddiwomple.spec.Schema.Table;
import io.coddiwomple.spec.Schema.Text;
import io.coddiwomple.spec.Schema.Whole;
import java.util.Arrays;
import java.util.List;

/** The definitions of Federation, Cluster and GlobalService. */
final class Kinds {
    static final String GROUP = "coddiwomple.io";
    static final String VERSION = "v1alpha1";
    static final String API_VERSION = GROUP + "/" + VERSION;

    static final int MAX_PORT = 65535;

    /**
     * A kind of resource.
     *
     * @param namespaced whether its name is unique within a namespace only
     */
    record Kind(String name, String plural, String shortName, boolean namespaced, Group spec) {}

    static final Kind FEDERATION = new Kind("Federation", "federations", "fed", false, FederationKind.spec());
    static final Kind CLUSTER = new Kind("Cluster", "clusters", "cwc", false, ClusterKind.spec());
    static final Kind GLOBAL_SERVICE =
            new Kind("GlobalService", "globalservices", "gsvc", true, GlobalServiceKind.spec());
    static final List<Kind> ALL = List.of(FEDERATION, CLUSTER, GLOBAL_SERVICE);

    private Kinds() {}

    static Schema shape(String doc) {
        return new Text(
                doc, Format.ANY, Arrays.stream(Shape.values()).map(Shape::word).toList(), null);
    }

    static Schema port(String doc, int initial) {
        return new Whole(doc, 1, MAX_PORT, initial);
    }

    static Schema selector(String doc) {
        return new Table(doc, Format.LABEL_KEY, Text.of("The label's value.", Format.ANY), true);
    }
}
