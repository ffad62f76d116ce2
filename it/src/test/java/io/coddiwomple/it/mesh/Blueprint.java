package io.coddiwomple.it.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a cluster of a lab consists of. */
final class Blueprint {
    private final String name;
    private final List<Node> nodes = new ArrayList<>();
    private final List<PodPlan> pods = new ArrayList<>();
    private final List<ServicePlan> services = new ArrayList<>();
    private final List<String> trustAliases = new ArrayList<>();
    private String trustDomain = "cluster.local";
    private String root = "root";
    private boolean manyRoots;

    private Blueprint(String name) {
        this.name = name;
    }

    enum Role {
        /** A client: nothing but a sidecar. */
        CLIENT,
        /** A sidecar, and servers for HTTP, TCP and gRPC. */
        SERVER,
        /** A proxy without capture. */
        GATEWAY
    }

    /** @param locality {@code region/zone}, or empty for a node without such labels */
    record Node(String name, String locality) {}

    /** @param outer whether other clusters reach it */
    record PodPlan(
            Role role,
            String name,
            String namespace,
            String serviceAccount,
            String node,
            Map<String, String> labels,
            boolean outer) {}

    /** @param targetPort number of the port of the pod */
    record PortPlan(String name, int number, int targetPort, String protocol) {}

    record ServicePlan(String name, String namespace, Map<String, String> selector, List<PortPlan> ports) {}

    static Blueprint cluster(String name) {
        return new Blueprint(name);
    }

    Blueprint trustDomain(String domain) {
        trustDomain = domain;
        return this;
    }

    /** Another trust domain whose workloads count as the cluster's own. */
    Blueprint trusting(String domain) {
        trustAliases.add(domain);
        return this;
    }

    /** Clusters with the same name of a root trust each other's certificates. */
    Blueprint root(String authority) {
        root = authority;
        return this;
    }

    /** istiod takes other roots while it runs, and tells the proxies. */
    Blueprint manyRoots() {
        manyRoots = true;
        return this;
    }

    Blueprint node(String nodeName, String locality) {
        nodes.add(new Node(nodeName, locality));
        return this;
    }

    /** Reached by other clusters; on the first node, like all but clients. */
    Blueprint gateway(String pod, String namespace, String istioLabel) {
        return gateway(pod, namespace, istioLabel, true);
    }

    /** An egress gateway, with the service that sidecars reach it by. */
    Blueprint egress(String pod, String namespace, String istioLabel, String service) {
        services.add(new ServicePlan(
                service, namespace, Map.of("istio", istioLabel), List.of(new PortPlan("tls", 15443, 15443, "tls"))));
        return gateway(pod, namespace, istioLabel, false);
    }

    private Blueprint gateway(String pod, String namespace, String istioLabel, boolean outer) {
        Map<String, String> labels = Map.of("istio", istioLabel, "app", istioLabel, Settling.GATEWAY, "yes");
        pods.add(new PodPlan(Role.GATEWAY, pod, namespace, istioLabel, firstNode(), labels, outer));
        return this;
    }

    Blueprint client(String pod, String namespace, String node) {
        pods.add(new PodPlan(Role.CLIENT, pod, namespace, "client", node, Map.of("app", "client"), false));
        return this;
    }

    Blueprint server(String pod, String namespace, String app, Map<String, String> moreLabels) {
        var labels = new java.util.TreeMap<>(moreLabels);
        labels.put("app", app);
        pods.add(new PodPlan(Role.SERVER, pod, namespace, app, firstNode(), labels, false));
        return this;
    }

    Blueprint service(String service, String namespace, String app, PortPlan... ports) {
        services.add(new ServicePlan(service, namespace, Map.of("app", app), List.of(ports)));
        return this;
    }

    private String firstNode() {
        return nodes.getFirst().name();
    }

    String name() {
        return name;
    }

    String trustDomain() {
        return trustDomain;
    }

    List<String> trustAliases() {
        return trustAliases;
    }

    String root() {
        return root;
    }

    boolean takesManyRoots() {
        return manyRoots;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<PodPlan> pods() {
        return pods;
    }

    List<ServicePlan> services() {
        return services;
    }
}
