package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.Shape;
import java.util.List;
import java.util.TreeSet;

/** {@code exportTo}: which namespaces see an object. Empty lists mean all, which is Istio's default. */
final class Visibility {
    /** Its own namespace only. */
    static final List<String> PRIVATE = List.of(".");

    private Visibility() {}

    /** Who sees a client's DestinationRule or VirtualService. */
    static List<String> of(ClientView view) {
        var namespaces = view.facts().service().clients().namespaces();
        return namespaces.all() ? List.of() : List.copyOf(namespaces.names());
    }

    /** Who sees a client's ServiceEntry: gateways must, where it is what leads them on. */
    static List<String> ofEntry(ClientView view) {
        List<String> clients = of(view);
        if (clients.isEmpty()) {
            return clients;
        }
        var all = new TreeSet<>(clients);
        if (view.usesNetworkView() && view.client().egress() != null) {
            all.add(view.client().egress().service().namespace());
        }
        if (view.facts().shape().shape() != Shape.GLOBAL_SNI || !view.hasOwn()) {
            return List.copyOf(all);
        }
        view.facts().served().get(view.own()).cluster().gateways().stream()
                .map(Gateway::namespace)
                .forEach(all::add);
        return List.copyOf(all);
    }
}
