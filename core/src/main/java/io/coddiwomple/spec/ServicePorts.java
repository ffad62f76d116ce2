package io.coddiwomple.spec;

import io.coddiwomple.model.Protocol;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.problem.Suggestion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which ports of a Service are exported, and what they speak. */
final class ServicePorts {
    /** The ports of an exported Service, joined by commas: {@code PORT}, or {@code NUMBER:PORT} for another number. */
    static final String PORTS = "coddiwomple.io/ports";

    private static final int MAX_PORT = 65535;

    private final KubernetesObject service;
    private final Problems problems;

    ServicePorts(KubernetesObject service, Problems problems) {
        this.service = service;
        this.problems = problems;
    }

    /** The ports in the order of the Service, or of its annotation where that counts. */
    List<Export.ExportPort> read(boolean annotated) {
        Located<String> annotation = annotated ? service.annotation(PORTS) : null;
        return annotation == null ? all() : chosen(annotation);
    }

    private List<Export.ExportPort> all() {
        var ports = new ArrayList<Export.ExportPort>();
        for (Reading port : service.spec().groups("ports")) {
            String transport = transport(port);
            if (transport.equals("TCP")) {
                ports.add(port(port, port.number("port", 0)));
            } else {
                problems.add(
                        Code.PORT_LEFT_OUT,
                        port.place(),
                        "port " + port.number("port", 0) + " of " + Exports.what(service) + " is " + transport
                                + ", which cannot cross a gateway, and is left out: gateways move TLS over TCP");
            }
        }
        return ports;
    }

    private List<Export.ExportPort> chosen(Located<String> annotation) {
        var ports = new ArrayList<Export.ExportPort>();
        for (Located<String> part : parts(annotation)) {
            int colon = part.value().indexOf(':');
            String wanted = part.value().substring(colon + 1).strip();
            Reading port = find(wanted);
            int global =
                    colon < 0 ? -1 : number(part.value().substring(0, colon).strip());
            if (port == null) {
                unknown(wanted, annotation.place());
            } else if (colon >= 0 && (global < 1 || global > MAX_PORT)) {
                problems.add(
                        Code.BAD_PORT_NUMBER,
                        annotation.place(),
                        "annotation " + PORTS + " of " + Exports.what(service) + " says \"" + part.value()
                                + "\"; write PORT, or NUMBER:PORT with the number from 1 to " + MAX_PORT
                                + " that clients are to call, such as 80:http");
            } else {
                add(ports, port(port, colon < 0 ? port.number("port", 0) : global), annotation);
            }
        }
        return ports;
    }

    private void add(List<Export.ExportPort> ports, Export.ExportPort port, Located<String> annotation) {
        for (Export.ExportPort other : ports) {
            if (other.own() == port.own() || other.global() == port.global()) {
                problems.add(
                        Code.DUPLICATE_PORT,
                        annotation.place(),
                        "annotation " + PORTS + " of " + Exports.what(service) + " lists port " + port.own()
                                + (other.own() == port.own()
                                        ? " twice"
                                        : " and port " + other.own() + " under the number " + port.global())
                                + "; give each port one number of its own");
                return;
            }
        }
        ports.add(port);
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

    private @Nullable Reading find(String wanted) {
        int number = number(wanted);
        for (Reading port : service.spec().groups("ports")) {
            if (wanted.equals(port.text("name")) || number >= 0 && number == port.number("port", -1)) {
                return port;
            }
        }
        return null;
    }

    private void unknown(String wanted, Place place) {
        var names = new ArrayList<String>();
        for (Reading port : service.spec().groups("ports")) {
            names.add(port.text("name", Integer.toString(port.number("port", 0))));
        }
        problems.add(
                Code.UNKNOWN_PORT,
                place,
                "annotation " + PORTS + " names port \"" + wanted + "\", which " + Exports.what(service)
                        + " does not have; it has " + String.join(", ", names) + Suggestion.ending(wanted, names));
    }

    private Export.ExportPort port(Reading port, int global) {
        String transport = transport(port);
        String protocol = transport.equals("TCP") ? protocol(port) : transport;
        return new Export.ExportPort(port.text("name", ""), global, port.number("port", 0), protocol, port.place());
    }

    private static String transport(Reading port) {
        return port.text("protocol", "TCP");
    }

    /** As Istio finds it (istio 1.31 pkg/config/kube/conversion.go), but for those that it guesses from the bytes. */
    private String protocol(Reading port) {
        String application = port.text("appProtocol");
        String name = application == null ? port.text("name", "") : application;
        String kubernetes = switch (name) {
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
        if (protocol != null) {
            return protocol.istioName();
        }
        problems.add(
                Code.PROTOCOL_ASSUMED,
                port.place(),
                "port " + port.number("port", 0) + " of " + Exports.what(service)
                        + " does not say what it speaks, and is taken as TCP; for HTTP or gRPC set appProtocol, or begin the"
                        + " port's name with it, so that calls are retried and spread one by one");
        return Protocol.TCP.istioName();
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
