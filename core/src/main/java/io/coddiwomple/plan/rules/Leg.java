package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.rules.ClientView.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The endpoints of one hop of a call: from the application's proxy, or from the egress gateway.
 *
 * @param isStatic whether every endpoint is an IP address
 */
record Leg(List<Endpoint> endpoints, boolean isStatic) {
    /** The hop that the application's own proxy makes. */
    static Leg fromApplication(ClientView view) {
        var endpoints = new ArrayList<Endpoint>();
        boolean egress = view.usesEgress();
        boolean viewed = view.usesNetworkView();
        int egressRank = Integer.MAX_VALUE;
        for (Target target : view.targets()) {
            if (target.isLocal()) {
                endpoints.add(local(target));
            } else if (!egress || viewed) {
                endpoints.addAll(remote(view, target, viewed));
            }
            if (!target.isLocal()) {
                egressRank = Math.min(egressRank, target.rank());
            }
        }
        if (egress && view.client().egress() != null) {
            endpoints.add(new Endpoint(
                    view.client().egress().service().fqdn(),
                    ports(view, Conventions.PASSTHROUGH_PORT),
                    egressRank,
                    "",
                    "",
                    false));
        }
        return of(endpoints);
    }

    /** The hop that the egress gateway makes on. */
    static Leg fromEgress(ClientView view) {
        var endpoints = new ArrayList<Endpoint>();
        for (Target target : view.targets()) {
            if (!target.isLocal()) {
                endpoints.addAll(remote(view, target, false));
            }
        }
        return of(endpoints);
    }

    private static Leg of(List<Endpoint> endpoints) {
        boolean isStatic = endpoints.stream()
                .allMatch(endpoint -> IpAddress.parse(endpoint.address()).isPresent());
        return new Leg(List.copyOf(endpoints), isStatic);
    }

    private static Endpoint local(Target target) {
        Backend backend = target.served().backend();
        return new Endpoint(
                backend.service().fqdn(),
                backend.ports(),
                target.rank(),
                backend.cluster(),
                region(target.served()),
                false);
    }

    private static List<Endpoint> remote(ClientView view, Target target, boolean external) {
        var endpoints = new ArrayList<Endpoint>();
        for (Gateway gateway : target.served().cluster().gateways()) {
            SortedMap<String, Integer> ports = view.facts().shape().shape() == Shape.INGRESS
                    ? own(view.facts().service().ports())
                    : ports(view, gateway.port());
            endpoints.add(new Endpoint(
                    gateway.address(),
                    ports,
                    target.rank(),
                    target.served().backend().cluster(),
                    region(target.served()),
                    external));
        }
        return endpoints;
    }

    private static SortedMap<String, Integer> ports(ClientView view, int number) {
        var ports = new TreeMap<String, Integer>();
        view.facts().service().ports().forEach(port -> ports.put(port.name(), number));
        return ports;
    }

    private static SortedMap<String, Integer> own(List<Port> servicePorts) {
        var ports = new TreeMap<String, Integer>();
        servicePorts.forEach(port -> ports.put(port.name(), port.number()));
        return ports;
    }

    private static String region(Served served) {
        return served.cluster().localities().isEmpty()
                ? ""
                : served.cluster().localities().getFirst().region();
    }

    /** Whether a call has somewhere else to go when one endpoint fails; an application sees no external one. */
    boolean hasChoice() {
        return endpoints.stream().filter(endpoint -> !endpoint.external()).count() > 1;
    }

    String resolution() {
        return isStatic ? "STATIC" : "DNS";
    }

    /** The ranks that remain when egress has folded some into one. */
    List<Integer> ranks() {
        return endpoints.stream().map(Endpoint::rank).distinct().sorted().toList();
    }
}
