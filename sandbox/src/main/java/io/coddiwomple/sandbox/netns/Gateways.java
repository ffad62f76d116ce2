package io.coddiwomple.sandbox.netns;

import io.coddiwomple.model.IpAddress;
import io.coddiwomple.sandbox.netns.Router.OuterPort;
import io.coddiwomple.sandbox.place.Placement.Outer;
import io.coddiwomple.sandbox.place.Placement.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where all outer addresses and names lead. Methods may be called from any thread. */
final class Gateways {
    private final Router router;
    private final Map<Placed, List<Way>> ways = new LinkedHashMap<>();
    private final SortedMap<String, IpAddress> names = new TreeMap<>();

    /** From an outer address to a port of the pod. */
    private record Way(OuterPort from, int listenerPort) {}

    Gateways(Router router) {
        this.router = router;
    }

    /** @throws IOException when an address would not lead from one namespace to another */
    static void check(List<Outer> outer) throws IOException {
        for (Outer one : outer) {
            var literal = IpAddress.parse(one.address());
            if (literal.isEmpty()) {
                continue;
            }
            InetAddress address = InetAddress.ofLiteral(one.address());
            if (!literal.get().isIpv4()
                    || address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isMulticastAddress()
                    || address.isLinkLocalAddress()
                    || one.address().equals("255.255.255.255")) {
                throw new IOException("the gateway's address " + one.address() + " leads nowhere from another network"
                        + " namespace: it needs an IPv4 address that is neither loopback, link-local nor multicast,"
                        + " or a name");
            }
            if (Addresses.contains(one.address())) {
                throw new IOException("the gateway's address " + one.address() + " is in 100.64.0.0/10, where the"
                        + " sandbox takes the addresses of pods from: choose another, such as 203.0.113.7");
            }
        }
    }

    /** From now on its outer addresses lead to it. */
    synchronized void add(Placed placed) throws IOException {
        var own = new ArrayList<Way>();
        for (Outer one : placed.outer()) {
            String address = IpAddress.parse(one.address()).isPresent() ? one.address() : addressOf(one.address());
            own.add(new Way(new OuterPort(address, one.port()), one.listenerPort()));
        }
        refuseSharing(placed, own);
        ways.put(placed, own);
        router.outer(targets());
    }

    /** What a name that leads to a gateway resolves to, the same each time. */
    private String addressOf(String written) throws IOException {
        String lower = written.toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        IpAddress known = names.get(name);
        if (known == null) {
            if (names.size() == Addresses.MOST_NAMES) {
                throw new IOException(
                        "there is room for " + Addresses.MOST_NAMES + " names of gateways, and all are taken");
            }
            known = IpAddress.parse(Addresses.outer(names.size() + 1)).orElseThrow();
            names.put(name, known);
        }
        return known.toString();
    }

    /** Several gateways of a cluster share its outer address, as pods behind a load balancer do; clusters do not. */
    private void refuseSharing(Placed placed, List<Way> own) throws IOException {
        for (Map.Entry<Placed, List<Way>> other : ways.entrySet()) {
            for (Way way : other.getValue()) {
                if (other.getKey().cluster() != placed.cluster()
                        && own.stream().anyMatch(mine -> mine.from().equals(way.from()))) {
                    throw new IOException("gateways of two clusters have the outer address "
                            + way.from().address() + ":" + way.from().port()
                            + ", so that it would lead to either: give each its own address or port");
                }
            }
        }
    }

    /** From now on they lead to the others that have them, too, or nowhere. */
    synchronized void remove(Placed placed) throws IOException {
        if (ways.remove(placed) != null) {
            router.outer(targets());
        }
    }

    /** The names by which gateways are dialled; one of a gateway that is gone still resolves, and nothing answers. */
    synchronized SortedMap<String, IpAddress> names() {
        return new TreeMap<>(names);
    }

    private SortedMap<OuterPort, List<Target>> targets() {
        var all = new TreeMap<OuterPort, List<Target>>();
        ways.forEach((placed, own) -> own.forEach(way -> all.computeIfAbsent(way.from(), from -> new ArrayList<>())
                .add(new Target(placed.address(), way.listenerPort()))));
        return all;
    }
}
