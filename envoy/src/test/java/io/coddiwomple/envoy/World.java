package io.coddiwomple.envoy;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster in which the output of {@code cw gen} makes sense: a service with two pods for each local name that it speaks
 * of, a client, and a gateway for each selector. It is made of the resources alone, so that istiod can be given the same.
 *
 * @param clients sidecars, of a client in namespace foo and of one pod of the first service
 * @param gateways one for each selector of a Gateway
 */
public record World(Mesh mesh, List<Proxy> clients, List<Proxy> gateways) {
    private static final Pattern LOCAL = Pattern.compile("([a-z0-9-]+)\\.([a-z0-9-]+)\\.svc\\.cluster\\.local");
    private static final String TLS_MODE = "security.istio.io/tlsMode";
    private static final String NODE = "eu/eu-a";

    /** All proxies. */
    public List<Proxy> proxies() {
        List<Proxy> all = new ArrayList<>(clients);
        all.addAll(gateways);
        return all;
    }

    public static World around(List<Manifest> manifests) {
        SortedSet<String> names = new TreeSet<>();
        TreeMap<String, Map<String, String>> selectors = new TreeMap<>();
        manifests.forEach(manifest -> {
            collect(manifest.spec(), names);
            if (manifest.kind().equals("Gateway") && manifest.spec().get("selector") instanceof Fields selector) {
                Map<String, String> labels = new LinkedHashMap<>();
                selector.fields().forEach(field -> labels.put(field.name(), ((Value.Text) field.value()).text()));
                selectors.put(labels.toString(), labels);
            }
        });
        List<Pod> pods = new ArrayList<>();
        Pod client = pod("client", "foo", "client", pods.size(), Map.of("app", "client"));
        pods.add(client);
        List<Proxy> clients = new ArrayList<>(List.of(Proxy.sidecar(client)));
        List<KubeService> services = new ArrayList<>();
        for (String name : names) {
            String service = name.substring(0, name.indexOf('.'));
            String namespace = name.substring(name.indexOf('.') + 1);
            boolean gateway = service.contains("gateway");
            services.add(new KubeService(
                    service,
                    namespace,
                    "10.96." + (1 + services.size() / 200) + "." + (services.size() % 200 + 10),
                    Map.of("app", service),
                    gateway ? List.of(port("tls", 15443, 15443, "tls")) : ports()));
            for (String version : gateway ? List.<String>of() : List.of("v2", "v3")) {
                Pod pod = pod(
                        service + "-" + version,
                        namespace,
                        service,
                        pods.size(),
                        Map.of("app", service, "version", version));
                pods.add(pod);
                if (clients.size() == 1) {
                    clients.add(Proxy.sidecar(pod));
                }
            }
        }
        List<Proxy> gateways = new ArrayList<>();
        for (Map<String, String> labels : selectors.values()) {
            Pod pod = pod("gateway-" + gateways.size(), "istio-system", "gateway", pods.size(), labels);
            pods.add(pod);
            gateways.add(Proxy.gateway(pod));
        }
        return new World(
                new Mesh("cluster.local", "cluster.local", List.of(), "istio-system", services, pods, manifests),
                List.copyOf(clients),
                List.copyOf(gateways));
    }

    private static List<KubeService.ServicePort> ports() {
        return List.of(
                port("http", 8000, 8080, "http"),
                port("http-alt", 80, 8081, "http"),
                port("grpc", 9000, 9090, "grpc"),
                port("sql", 5432, 5432, "tcp"),
                port("https", 8443, 8443, "https"));
    }

    private static KubeService.ServicePort port(String name, int number, int target, String protocol) {
        return new KubeService.ServicePort(name, number, target, protocol);
    }

    private static Pod pod(String name, String namespace, String account, int number, Map<String, String> labels) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(TLS_MODE, "istio");
        String address = "10.99." + (1 + number / 200) + "." + (number % 200 + 10);
        return new Pod(name, namespace, account, address, NODE, all);
    }

    /** {@code name.namespace} of every local host in a resource. */
    private static void collect(Value value, SortedSet<String> names) {
        switch (value) {
            case Value.Text text -> {
                Matcher matcher = LOCAL.matcher(text.text());
                if (matcher.matches()) {
                    names.add(matcher.group(1) + "." + matcher.group(2));
                }
            }
            case Value.Items items -> items.items().forEach(item -> collect(item, names));
            case Fields fields -> fields.fields().forEach(field -> collect(field.value(), names));
            case Value.Int _, Value.Decimal _, Value.Flag _ -> {}
        }
    }
}
