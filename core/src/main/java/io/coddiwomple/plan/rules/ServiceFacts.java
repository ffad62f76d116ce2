package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Scope;
import io.coddiwomple.plan.address.Addresses;
import java.util.List;

/** What rules know of a service, whoever calls it. Compared by identity: one instance for each service of a plan. */
public final class ServiceFacts {
    private final Conventions conventions;
    private final GlobalService service;
    private final ShapeRule shape;
    private final List<Served> served;
    private final Addresses addresses;
    private final boolean weighted;

    /** @param served in the order of the service's backends */
    public ServiceFacts(
            Conventions conventions, GlobalService service, ShapeRule shape, List<Served> served, Addresses addresses) {
        this.conventions = conventions;
        this.service = service;
        this.shape = shape;
        this.served = List.copyOf(served);
        this.addresses = addresses;
        this.weighted = served.stream()
                        .mapToInt(each -> each.backend().weight())
                        .filter(weight -> weight > 0)
                        .distinct()
                        .count()
                > 1;
    }

    Conventions conventions() {
        return conventions;
    }

    public GlobalService service() {
        return service;
    }

    public ShapeRule shape() {
        return shape;
    }

    public List<Served> served() {
        return served;
    }

    List<String> addresses(String host) {
        return addresses.texts(host);
    }

    /** Whether some other cluster may call what runs in this one. */
    public boolean isCalledFromOutside(Cluster serving) {
        Scope clients = service.clients().clusters();
        return clients.all() || !clients.names().stream().allMatch(serving.name()::equals);
    }

    /** Whether the backends' weights differ, so that weights decide and not nearness. */
    boolean isWeighted() {
        return weighted;
    }

    List<Port> httpPorts() {
        return service.ports().stream().filter(port -> port.protocol().isHttp()).toList();
    }
}
