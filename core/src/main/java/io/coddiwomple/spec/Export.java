package io.coddiwomple.spec;

import io.coddiwomple.problem.Place;
import java.time.Instant;
import java.util.List;

/**
 * A Service that one cluster exports.
 *
 * @param id {@code <name>.<namespace>}
 * @param created when the export was made, {@link Instant#MAX} when that is unknown
 * @param place what exports it: the labelled Service, or the ServiceExport
 * @param hosts what an annotation names, empty for the default
 */
record Export(
        String cluster, String id, Instant created, Place place, List<Located<String>> hosts, List<ExportPort> ports) {

    /**
     * A port of it.
     *
     * @param name the Service's own name for it, or its protocol in lower case when it has none
     * @param global the number that clients call
     * @param own the Service's number
     * @param protocol as Istio writes it
     */
    record ExportPort(String name, int global, int own, String protocol, Place place) {
        /** As a message names it. */
        String words() {
            return name + " " + global + " " + protocol;
        }
    }
}
