package io.coddiwomple.it.mesh;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The lab that most tests share. London and Paris are in one region, Tokyo is far away and has a trust domain of its
 * own; the gateways of Paris are outside of istio-system.
 *
 * <ul>
 *   <li>London: clients {@code client-a} and {@code client-b} in two zones, {@code client-bare} on a node without
 *       labels, all in namespace foo; an egress gateway; three pods of service {@code orders} in namespace shop.
 *   <li>Paris: two gateways; one pod of {@code orders.shop}; versions v1 and v2 of {@code httpbin.bar}, and {@code secret.bar}.
 *   <li>Tokyo: one pod of {@code orders.shop}, and one of {@code bestellung.laden} at other ports.
 * </ul>
 */
final class ThreeMeshes implements AutoCloseable {
    private static final Blueprint.PortPlan HTTP = new Blueprint.PortPlan("http", 8000, HttpApp.PORT, "http");
    private static final Blueprint.PortPlan GRPC = new Blueprint.PortPlan("grpc", 7000, GrpcApp.PORT, "grpc");
    private static final Blueprint.PortPlan TCP = new Blueprint.PortPlan("tcp", 9000, TcpApp.PORT, "tcp");

    private final Lab lab;
    private final AtomicInteger loads = new AtomicInteger();

    private ThreeMeshes(Lab lab) {
        this.lab = lab;
    }

    static ThreeMeshes start() {
        return new ThreeMeshes(Lab.start(london(), paris(), tokyo()));
    }

    private static Blueprint london() {
        return Blueprint.cluster("london")
                .trusting("tokyo.example")
                .node("a", "eu/a")
                .node("b", "eu/b")
                .node("bare", "")
                .gateway("eastwest-0", "istio-system", "eastwestgateway")
                .egress("egress-0", "istio-system", "egressgateway", "istio-egressgateway")
                .client("client-a", "foo", "a")
                .client("client-b", "foo", "b")
                .client("client-bare", "foo", "bare")
                .server("orders-0", "shop", "orders", Map.of())
                .server("orders-1", "shop", "orders", Map.of())
                .server("orders-2", "shop", "orders", Map.of())
                .service("orders", "shop", "orders", HTTP, GRPC, TCP);
    }

    private static Blueprint paris() {
        return Blueprint.cluster("paris")
                .trusting("tokyo.example")
                .node("c", "eu/c")
                .gateway("edge-0", "edge", "edge")
                .gateway("edge-1", "edge", "edge")
                .server("orders-0", "shop", "orders", Map.of())
                .server("httpbin-v1", "bar", "httpbin", Map.of("version", "v1"))
                .server("httpbin-v2", "bar", "httpbin", Map.of("version", "v2"))
                .service("orders", "shop", "orders", HTTP, GRPC, TCP)
                .service("httpbin", "bar", "httpbin", HTTP, GRPC, TCP)
                .service("secret", "bar", "httpbin", HTTP, GRPC, TCP);
    }

    private static Blueprint tokyo() {
        return Blueprint.cluster("tokyo")
                .trustDomain("tokyo.example")
                .trusting("cluster.local")
                .node("j", "asia/j")
                .gateway("eastwest-0", "istio-system", "eastwestgateway")
                .server("orders-0", "shop", "orders", Map.of())
                .server("bestellung-0", "laden", "bestellung", Map.of())
                .service("orders", "shop", "orders", HTTP, GRPC, TCP)
                .service(
                        "bestellung",
                        "laden",
                        "bestellung",
                        new Blueprint.PortPlan("http", 8088, HttpApp.PORT, "http"),
                        new Blueprint.PortPlan("grpc", 7077, GrpcApp.PORT, "grpc"),
                        new Blueprint.PortPlan("tcp", 9099, TcpApp.PORT, "tcp"));
    }

    /** The clusters as {@code cw} is told of them, gateways by name. */
    Given given() {
        return new Given(this);
    }

    /** Makes what {@code cw gen} printed the only configuration of all three, and waits until every proxy has it. */
    Generated load(String input, Map<String, String> existing) {
        Generated generated = generate(input, existing);
        Parallel.forEach(lab.clusters(), cluster -> cluster.load(generated.of(cluster.name())));
        return generated;
    }

    Generated generate(String input, Map<String, String> existing) {
        return Generated.from(input, existing, lab.folder().resolve("gen-" + loads.incrementAndGet()));
    }

    MeshCluster cluster(String name) {
        return lab.cluster(name);
    }

    Pod pod(String cluster, String pod) {
        return lab.cluster(cluster).pod(pod);
    }

    /** The caller in London on a node with a zone. */
    Caller client() {
        return Caller.in(pod("london", "client-a"));
    }

    List<Caller> clients() {
        return List.of(client(), Caller.in(pod("london", "client-b")), Caller.in(pod("london", "client-bare")));
    }

    /** Undoes what a test did to pods and wires. */
    void restore() {
        for (MeshCluster cluster : lab.clusters()) {
            cluster.restore();
        }
    }

    @Override
    public void close() {
        lab.close();
    }
}
