package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.resource.Fields;
import java.util.SortedSet;
import java.util.TreeSet;

/** The ServiceEntry that makes a host known to the client's proxies: one for each host. */
final class ClientEntry implements ClientRule {
    @Override
    public void plan(ClientView view, Output output) {
        Leg leg = Leg.fromApplication(view);
        Ordering ordering = Orderings.choose(view, leg);
        Conventions conventions = view.facts().conventions();
        for (String host : view.facts().service().hosts()) {
            Fields.Builder spec = Fields.builder().putTexts("hosts", java.util.List.of(host));
            spec.putTexts("addresses", view.facts().addresses(host));
            spec.putTexts("exportTo", Visibility.ofEntry(view));
            spec.put("location", location(view));
            spec.put("resolution", leg.resolution());
            spec.putItems("ports", EntrySpec.ports(view.facts().service().ports()));
            spec.putItems("endpoints", endpoints(view, leg, ordering));
            if (Feature.ENTRY_IDENTITIES.in(view.client().istio())) {
                spec.putTexts("subjectAltNames", identities(view));
            }
            output.add(
                    "client entry",
                    "makes " + host + " a host that this mesh knows, with its endpoints",
                    conventions.istioObject(
                            view.client().istio(),
                            "ServiceEntry",
                            conventions.namespace(),
                            host,
                            view.serviceId(),
                            spec.build()));
        }
    }

    /** Without mutual TLS, an entry of the mesh would have proxies try it on endpoints that do not speak it. */
    private static String location(ClientView view) {
        boolean inside = view.facts().shape().shape().mutualTls() || view.hasOwn();
        return inside ? "MESH_INTERNAL" : "MESH_EXTERNAL";
    }

    private static java.util.List<Fields> endpoints(ClientView view, Leg leg, Ordering ordering) {
        if (view.facts().shape().shape() != Shape.INGRESS) {
            return EntrySpec.endpoints(leg, ordering, true);
        }
        var items = new java.util.ArrayList<Fields>();
        for (Endpoint endpoint : leg.endpoints()) {
            boolean local = view.hasOwn()
                    && endpoint.cluster()
                            .equals(view.facts()
                                    .served()
                                    .get(view.own())
                                    .cluster()
                                    .name());
            items.addAll(EntrySpec.endpoints(new Leg(java.util.List.of(endpoint), leg.isStatic()), ordering, local));
        }
        return items;
    }

    /** All identities that any reachable backend may have. */
    static SortedSet<String> identities(ClientView view) {
        var identities = new TreeSet<String>();
        view.targets()
                .forEach(target -> identities.addAll(target.served().backend().identities()));
        return identities;
    }
}
