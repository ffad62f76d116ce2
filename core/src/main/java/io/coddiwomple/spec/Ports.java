package io.coddiwomple.spec;

import io.coddiwomple.model.Hostnames;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Protocol;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a service's ports. */
final class Ports {
    private static final int MAX_PORT = 65535;
    private static final Set<String> NOT_ROUTED = Set.of("UDP", "SCTP");

    private final Draft.ServiceDraft draft;
    private final Problems problems;

    Ports(Draft.ServiceDraft draft, Problems problems) {
        this.draft = draft;
        this.problems = problems;
    }

    /** The good ones, sorted by number. */
    List<Port> read() {
        var ports = new ArrayList<Port>();
        Map<String, Place> names = new HashMap<>();
        Map<Integer, String> numbers = new HashMap<>();
        for (Draft.PortDraft port : draft.ports()) {
            boolean good = check(port);
            if (names.putIfAbsent(port.name(), port.place()) != null) {
                add(
                        Code.DUPLICATE_PORT,
                        port.place(),
                        "has two ports named \"" + port.name() + "\"; rename one of them");
                good = false;
            }
            String other = numbers.putIfAbsent(port.number(), port.name());
            if (other != null && !other.equals(port.name())) {
                add(
                        Code.DUPLICATE_PORT,
                        port.place(),
                        "has port " + port.number() + " twice, as \"" + other + "\" and as \"" + port.name()
                                + "\"; clients tell ports apart by number");
                good = false;
            }
            if (good) {
                Protocol.find(port.protocol().value())
                        .ifPresent(protocol -> ports.add(new Port(port.name(), port.number(), protocol)));
            }
        }
        ports.sort((one, other) -> Integer.compare(one.number(), other.number()));
        return List.copyOf(ports);
    }

    private boolean check(Draft.PortDraft port) {
        boolean good = true;
        if (port.number() < 1 || port.number() > MAX_PORT) {
            if (draft.source() != Source.RESOURCE) {
                add(
                        Code.BAD_PORT_NUMBER,
                        port.place(),
                        "has port " + port.number() + ", and ports are numbers from 1 to " + MAX_PORT);
            }
            good = false;
        }
        if (!Hostnames.isLabel(port.name())) {
            if (draft.source() != Source.RESOURCE) {
                add(
                        Code.BAD_VALUE,
                        port.place(),
                        "has a port named \"" + port.name() + "\", and a port's name must be " + Format.LABEL.words());
            }
            good = false;
        }
        String protocol = port.protocol().value();
        if (NOT_ROUTED.contains(protocol.toUpperCase(Locale.ROOT))) {
            add(
                    Code.UDP,
                    port.protocol().place(),
                    "has port \"" + port.name() + "\" of protocol " + protocol
                            + ", which cannot cross a gateway: gateways move TLS over TCP; remove the port, or offer the"
                            + " service over TCP");
            return false;
        }
        if (Protocol.find(protocol).isEmpty()) {
            List<String> known =
                    Arrays.stream(Protocol.values()).map(Protocol::istioName).toList();
            add(
                    Code.BAD_VALUE,
                    port.protocol().place(),
                    "has port \"" + port.name() + "\" of protocol \"" + protocol + "\", which is none of "
                            + String.join(", ", known) + Suggestion.ending(protocol, known));
            return false;
        }
        return good;
    }

    private void add(Code code, Place place, String message) {
        problems.add(code, place, "service " + draft.id().value() + " " + message);
    }
}
