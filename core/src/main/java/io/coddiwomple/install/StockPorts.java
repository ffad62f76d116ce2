package io.coddiwomple.install;

import io.coddiwomple.model.IstioVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ports that Istio's own gateways have, and that must be repeated where a list of ports replaces theirs. Read in
 * istio@1.1.17 and 1.4.10 install/kubernetes/helm/istio/charts/gateways/values.yaml, 1.5.10
 * operator/data/profiles/default.yaml, 1.6.14, 1.7.8, 1.8.6, 1.9.9 manifests/profiles/default.yaml, 1.10.6 and 1.31
 * manifests/charts/gateways/istio-ingress/values.yaml and istio-egress/values.yaml, 1.12.0 and 1.31
 * manifests/charts/gateway/values.yaml.
 */
final class StockPorts {
    private static final int FIRST_UNPRIVILEGED = 1024;
    private static final int UNPRIVILEGED = 8000;
    private static final ServicePort PASSTHROUGH = ServicePort.of("tls", 15443, 15443);

    private StockPorts() {}

    /**
     * The port as pods that are not root serve it, 80 at 8080 and 443 at 8443: those of istioctl's profiles from 1.6 on. A
     * Gateway still names the Service's port (istio@1.6.0 pilot/pkg/networking/core/v1alpha3/gateway.go).
     */
    private static ServicePort unprivileged(ServicePort port) {
        return port.targetPort() < FIRST_UNPRIVILEGED
                ? new ServicePort(port.name(), port.port(), port.targetPort() + UNPRIVILEGED, port.nodePort())
                : port;
    }

    private static ServicePort unprivileged(String name, int port) {
        return unprivileged(ServicePort.of(name, port, port));
    }

    /** The federation's ports as the pods of istioctl's profiles serve them. */
    static List<ServicePort> inProfile(List<ServicePort> ports, IstioVersion version) {
        return version.atLeast(6) ? ports.stream().map(StockPorts::unprivileged).toList() : ports;
    }

    /** The ports of the gateways of the chart {@code istio}. */
    static List<ServicePort> ofChart(GatewayPods pods) {
        return pods.isEgress() ? oldEgress() : oldIngress("https-", new int[] {31380, 31390, 31400});
    }

    /** The ports of the gateways that istioctl's profiles install. */
    static List<ServicePort> ofProfile(GatewayPods pods, IstioVersion version) {
        if (!version.atLeast(6)) {
            return pods.isEgress() ? oldEgress() : oldIngress("", new int[3]);
        }
        var ports = new ArrayList<ServicePort>();
        if (!pods.isEgress()) {
            ports.add(ServicePort.of("status-port", 15021, 15021));
        }
        ports.add(unprivileged("http2", 80));
        ports.add(unprivileged("https", 443));
        if (!version.atLeast(10)) {
            ports.add(PASSTHROUGH);
        }
        return ports;
    }

    /** The ports of every gateway of the chart {@code gateway}, whose pods may listen at low ports. */
    static List<ServicePort> ofGatewayChart() {
        return List.of(
                ServicePort.of("status-port", 15021, 15021),
                ServicePort.of("http2", 80, 80),
                ServicePort.of("https", 443, 443));
    }

    private static List<ServicePort> oldEgress() {
        return List.of(ServicePort.of("http2", 80, 80), ServicePort.of("https", 443, 443), PASSTHROUGH);
    }

    private static List<ServicePort> oldIngress(String prefix, int[] nodePorts) {
        return List.of(
                ServicePort.of("status-port", 15020, 15020),
                new ServicePort("http2", 80, 80, nodePorts[0]),
                new ServicePort("https", 443, 443, nodePorts[1]),
                new ServicePort("tcp", 31400, 31400, nodePorts[2]),
                ServicePort.of(prefix + "kiali", 15029, 15029),
                ServicePort.of(prefix + "prometheus", 15030, 15030),
                ServicePort.of(prefix + "grafana", 15031, 15031),
                ServicePort.of(prefix + "tracing", 15032, 15032),
                PASSTHROUGH);
    }

    /** A gateway's stock ports, and the federation's where they are not among them. */
    static List<ServicePort> with(List<ServicePort> stock, List<ServicePort> own) {
        Map<Integer, ServicePort> byPort = new LinkedHashMap<>();
        stock.forEach(port -> byPort.put(port.port(), port));
        for (ServicePort port : own) {
            ServicePort there = byPort.get(port.port());
            if (there == null
                    || there.targetPort() != port.targetPort() && !port.name().startsWith("cw-")) {
                byPort.put(port.port(), port);
            }
        }
        return List.copyOf(byPort.values());
    }
}
