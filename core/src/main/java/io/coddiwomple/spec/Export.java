package io.coddiwomple.spec;

import io.coddiwomple.problem.Place;
import java.util.List;

/**
 * A Service that one cluster exports.
 *
 * @param id {@code <name>.<namespace>}
 * @param created when the export was made, in a form that sorts by time
 * @param place what exports it: the labelled Service, or the ServiceExport
 * @param hosts what an annotation names, empty for the default
 */
record Export(
        String cluster, String id, String created, Place place, List<Located<String>> hosts, List<ExportPort> ports) {

    /**
     * A port of it.
     *
     * @param name the Service's own name for it, empty when it has none
     * @param global the number that clients call
     * @param own the Service's number
     * @param protocol as Istio writes it
     */
    record ExportPort(String name, int global, int own, String protocol, Place place) {
        /** As a message names it. */
        String words() {
            return (name.isEmpty() ? "" : name + " ") + global + " " + protocol;
        }
    }
}
