package io.coddiwomple.spec;

import io.coddiwomple.model.Protocol;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which ports of a Service are exported, and what they speak. Owned by one thread. */
final class ServicePorts {
    /** The ports of an exported Service, joined by commas: {@code PORT}, or {@code PORT=NUMBER} for another number. */
    static final String PORTS = "coddiwomple.io/ports";

    private static final int MAX_PORT = 65535;
    private static final String TCP = "TCP";
    /** Never taken for HTTP, even by Istio's guess from the bytes: SMTP, DNS, MySQL, MongoDB. */
    private static final Set<Integer> WELL_KNOWN_TCP = Set.of(25, 53, 3306, 27017);

    private final KubernetesObject service;
    private final Problems problems;
    private final List<Export.ExportPort> ports = new ArrayList<>();

    ServicePorts(KubernetesObject service, Problems problems) {
        this.service = service;
        this.problems = problems;
    }

    /** The ports in the order of the Service, or of its annotation where that counts and says something. */
    List<Export.ExportPort> read(boolean annotated) {
        Located<String> annotation = annotated ? service.annotation(PORTS) : null;
        List<Located<String>> parts = annotation == null ? List.of() : parts(annotation);
        if (parts.isEmpty()) {
            for (Reading port : service.spec().groups("ports")) {
                add(port, number(port), Exports.what(service), port.place());
            }
        } else {
            parts.forEach(this::chosen);
        }
        return ports;
    }

    private void chosen(Located<String> part) {
        String text = part.value();
        String where = "annotation " + PORTS + " of " + Exports.what(service);
        int equals = text.indexOf('=');
        String wanted = equals < 0 ? text : text.substring(0, equals).strip();
        Reading port = find(wanted);
        if (port == null) {
            unknown(wanted, part.place());
        } else if (equals < 0) {
            add(port, number(port), where, part.place());
        } else {
            int global = number(text.substring(equals + 1).strip());
            if (global < 1 || global > MAX_PORT) {
                problems.add(
                        Code.BAD_PORT_NUMBER,
                        part.place(),
                        where + " says \"" + text + "\"; write PORT, or PORT=NUMBER with the number from 1 to "
                                + MAX_PORT + " that clients are to call, such as http=80");
            } else {
                add(port, global, where, part.place());
            }
        }
    }

    private void add(Reading port, int global, String where, Place place) {
        if (number(port) < 1 || number(port) > MAX_PORT) {
            return;
        }
        String transport = transport(port);
        if (!transport.equals(TCP)) {
            problems.add(
                    Code.PORT_LEFT_OUT,
                    port.place(),
                    "port " + number(port) + " of " + Exports.what(service) + " is " + transport
                            + ", which cannot cross a gateway, and is left out: gateways move TLS over TCP");
            return;
        }
        String protocol = protocol(port);
        String own = port.text("name", "");
        String name = own.isEmpty() ? protocol.toLowerCase(Locale.ROOT) : own;
        var added = new Export.ExportPort(name, global, number(port), protocol, port.place());
        for (Export.ExportPort other : ports) {
            String clash = clash(other, added);
            if (!clash.isEmpty()) {
                problems.add(Code.DUPLICATE_PORT, place, where + " " + clash);
                return;
            }
        }
        ports.add(added);
    }

    private static String clash(Export.ExportPort one, Export.ExportPort other) {
        if (one.own() == other.own()) {
            return "lists port " + one.own() + " twice";
        }
        String both = "ports " + one.own() + " and " + other.own();
        if (one.global() == other.global()) {
            return "gives " + both + " the same number " + one.global() + "; clients tell ports apart by number";
        }
        return one.name().equals(other.name())
                ? "has " + both + " of the same name \"" + one.name() + "\"; rename one of them"
                : "";
    }

    /** What stands between commas, without blanks around it. */
    static List<Located<String>> parts(Located<String> annotation) {
        var parts = new ArrayList<Located<String>>();
        String text = annotation.value();
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            String part = text.substring(start, end).strip();
            if (!part.isEmpty()) {
                parts.add(new Located<>(part, annotation.place()));
            }
            start = end + 1;
        }
        return parts;
    }

    /** By name or number; of a number's two transports TCP. */
    private @Nullable Reading find(String wanted) {
        int number = number(wanted);
        Reading found = null;
        for (Reading port : service.spec().groups("ports")) {
            if (wanted.equals(port.text("name"))) {
                return port;
            }
            if (number >= 0
                    && number == number(port)
                    && (found == null || transport(port).equals(TCP))) {
                found = port;
            }
        }
        return found;
    }

    private void unknown(String wanted, Place place) {
        var names = new ArrayList<String>();
        for (Reading port : service.spec().groups("ports")) {
            names.add(port.text("name", Integer.toString(number(port))));
        }
        problems.add(
                Code.UNKNOWN_PORT,
                place,
                "annotation " + PORTS + " names port \"" + wanted + "\", which " + Exports.what(service)
                        + " does not have"
                        + (names.isEmpty() ? "" : "; it has " + String.join(", ", names))
                        + Suggestion.ending(wanted, names));
    }

    private static String transport(Reading port) {
        return port.text("protocol", TCP);
    }

    /** As Istio finds it (istio 1.31 pkg/config/kube/conversion.go), but for those that it guesses from the bytes. */
    private String protocol(Reading port) {
        String application = port.text("appProtocol");
        String name = application == null ? port.text("name", "") : application;
        String kubernetes = application == null
                ? ""
                : switch (name) {
                    case "kubernetes.io/h2c" -> "HTTP2";
                    case "kubernetes.io/ws" -> "HTTP";
                    case "kubernetes.io/wss" -> "HTTPS";
                    default -> "";
                };
        if (!kubernetes.isEmpty()) {
            return kubernetes;
        }
        boolean web = name.regionMatches(true, 0, "grpc-web", 0, "grpc-web".length());
        int hyphen = name.indexOf('-');
        Protocol protocol = Protocol.find(web ? "grpc-web" : hyphen < 0 ? name : name.substring(0, hyphen))
                .orElse(null);
        if (protocol == null) {
            assumed(port, application);
            return TCP;
        }
        return protocol.istioName();
    }

    private void assumed(Reading port, @Nullable String application) {
        if (WELL_KNOWN_TCP.contains(number(port))) {
            return;
        }
        String says = application == null
                ? "does not say what it speaks"
                : "has appProtocol \"" + application + "\", which Istio does not know";
        problems.add(
                Code.PROTOCOL_ASSUMED,
                port.place(),
                "port " + number(port) + " of " + Exports.what(service) + " " + says
                        + ", and is taken as TCP; for HTTP or gRPC set appProtocol, or begin the port's name with it, so"
                        + " that calls are retried and spread one by one");
    }

    /** The port's number, or 0. */
    private static int number(Reading port) {
        return port.number("port", 0);
    }

    /** A decimal number, or -1. */
    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
