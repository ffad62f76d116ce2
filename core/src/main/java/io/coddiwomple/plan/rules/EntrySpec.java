package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Port;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parts that every ServiceEntry of ours has. Location and resolution are always written: their defaults differ. */
final class EntrySpec {
    private EntrySpec() {}

    static List<Fields> ports(List<Port> ports) {
        var items = new ArrayList<Fields>();
        for (Port port : ports) {
            items.add(port(port.number(), port.name(), port.protocol().istioName()));
        }
        return items;
    }

    static Fields port(int number, String name, String protocol) {
        return Fields.builder()
                .put("number", number)
                .put("name", name)
                .put("protocol", protocol)
                .build();
    }

    /** @param mutualTls whether the proxy at the other end expects mutual TLS from a mesh */
    static List<Fields> endpoints(Leg leg, Ordering ordering, boolean mutualTls) {
        var items = new ArrayList<Fields>();
        for (Endpoint endpoint : leg.endpoints()) {
            items.add(endpoint(endpoint, ordering, mutualTls));
        }
        return items;
    }

    private static Fields endpoint(Endpoint endpoint, Ordering ordering, boolean mutualTls) {
        Fields.Builder ports = Fields.builder();
        for (Map.Entry<String, Integer> port : endpoint.ports().entrySet()) {
            ports.put(port.getKey(), port.getValue());
        }
        var labels = new TreeMap<>(ordering.labels(endpoint));
        if (!endpoint.cluster().isEmpty()) {
            labels.put(Conventions.CLUSTER_LABEL, Conventions.shortened(endpoint.cluster()));
        }
        if (mutualTls) {
            labels.put(Conventions.TLS_MODE_LABEL, "istio");
        }
        Fields.Builder fields = Fields.builder().put("address", endpoint.address());
        fields.putFields("ports", ports.build()).putFields("labels", Fields.texts(labels));
        String locality = ordering.locality(endpoint);
        if (!locality.isEmpty()) {
            fields.put("locality", locality);
        }
        if (endpoint.external()) {
            fields.put("network", "external");
        }
        return fields.build();
    }

    /** {@code portLevelSettings[].port}, {@code destination.port}: a selector by number. */
    static Value portNumber(int number) {
        return Fields.builder().put("number", number).build();
    }
}
