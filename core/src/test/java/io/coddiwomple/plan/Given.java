package io.coddiwomple.plan;

import io.coddiwomple.model.AddressPool;
import io.coddiwomple.model.Backend;
import io.coddiwomple.model.Clients;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Egress;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.Foreign;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.Locality;
import io.coddiwomple.model.Port;
import io.coddiwomple.model.Protocol;
import io.coddiwomple.model.Retries;
import io.coddiwomple.model.Scope;
import io.coddiwomple.model.ServiceName;
import io.coddiwomple.model.Shape;
import io.coddiwomple.model.Subset;
import io.coddiwomple.model.Traffic;
import io.coddiwomple.problem.Place;
import io.coddiwomple.resource.Fields;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds federations for tests, in the words of the input. */
public final class Given {
    public static final LocalDate TODAY = LocalDate.of(2026, 1, 1);

    private final TreeMap<String, Cluster> clusters = new TreeMap<>();
    private final TreeMap<String, GlobalService> services = new TreeMap<>();
    private final List<Foreign> foreign = new ArrayList<>();
    private Shape shape = Shape.LOCAL_SNI;
    private AddressPool pool = AddressPool.DEFAULT;

    private Given() {}

    public static Given federation() {
        return new Given();
    }

    public Given shape(Shape wanted) {
        shape = wanted;
        return this;
    }

    public Given pool(AddressPool wanted) {
        pool = wanted;
        return this;
    }

    public Given foreign(Foreign object) {
        foreign.add(object);
        return this;
    }

    /** A cluster of the newest Istio with one gateway, reached by an address of its own. */
    public Given cluster(String name) {
        return cluster(name, cluster -> cluster);
    }

    public Given cluster(String name, UnaryOperator<ClusterSpec> change) {
        clusters.put(name, change.apply(new ClusterSpec(name)).build());
        return this;
    }

    /** A service {@code name.namespace} with one HTTP port 8000, until it is changed. */
    public Given service(String id, UnaryOperator<ServiceSpec> change) {
        services.put(id, change.apply(new ServiceSpec(id)).build());
        return this;
    }

    public Federation build() {
        return new Federation(
                "acme",
                "global",
                "cw",
                pool,
                shape,
                List.copyOf(clusters.values()),
                List.copyOf(services.values()),
                List.copyOf(foreign));
    }

    public Plan plan() {
        return Planner.plan(build(), Selection.ALL, null, TODAY);
    }

    /** A cluster in the making. */
    public static final class ClusterSpec {
        private final String name;
        private final List<Gateway> gateways = new ArrayList<>();
        private final List<Locality> localities = new ArrayList<>();
        private IstioVersion istio = IstioVersion.newest();
        private String trustDomain = "cluster.local";
        private List<String> aliases = List.of();
        private String domain = "cluster.local";
        private @Nullable Egress egress;
        private @Nullable Shape shape;
        private boolean reachable = true;

        private ClusterSpec(String name) {
            this.name = name;
        }

        public ClusterSpec istio(String version) {
            istio = IstioVersion.parse(version).orElseThrow();
            return this;
        }

        public ClusterSpec region(String... regions) {
            for (String region : regions) {
                localities.add(Locality.parse(region));
            }
            return this;
        }

        public ClusterSpec trustDomain(String wanted, String... wantedAliases) {
            trustDomain = wanted;
            aliases = List.of(wantedAliases);
            return this;
        }

        public ClusterSpec domain(String wanted) {
            domain = wanted;
            return this;
        }

        public ClusterSpec shape(Shape wanted) {
            shape = wanted;
            return this;
        }

        public ClusterSpec gateway(String address) {
            return gateway(address, 15443, "istio-system", "eastwestgateway", null);
        }

        public ClusterSpec gateway(
                String address, int port, String namespace, String istioLabel, @Nullable String credential) {
            gateways.add(new Gateway(
                    address, port, 15443, namespace, new TreeMap<>(Map.of("istio", istioLabel)), credential));
            return this;
        }

        public ClusterSpec withoutGateway() {
            reachable = false;
            return this;
        }

        public ClusterSpec egress() {
            egress = new Egress(
                    new TreeMap<>(Map.of("istio", "egressgateway")),
                    new ServiceName("istio-egressgateway", "istio-system", domain));
            return this;
        }

        private Cluster build() {
            if (gateways.isEmpty() && reachable) {
                gateway(name + ".gw.example.com");
            }
            return new Cluster(
                    name,
                    istio,
                    false,
                    "istio-system",
                    trustDomain,
                    new TreeSet<>(aliases),
                    domain,
                    name,
                    localities,
                    gateways,
                    egress,
                    null,
                    shape,
                    Place.NONE);
        }
    }

    /** A service in the making. */
    public static final class ServiceSpec {
        private final String id;
        private final List<String> hosts = new ArrayList<>();
        private final List<Port> ports = new ArrayList<>();
        private final List<Function<List<Port>, Backend>> backends = new ArrayList<>();
        private final List<Subset> subsets = new ArrayList<>();
        private final TreeMap<String, String> pins = new TreeMap<>();
        private List<String> failover = List.of();
        private Retries retries = new Retries.Default();
        private boolean rewriteHost;
        private Fields policy = Fields.EMPTY;
        private Scope clusters = Scope.ALL;
        private Scope namespaces = Scope.ALL;
        private @Nullable Shape shape;

        private ServiceSpec(String id) {
            this.id = id;
        }

        public ServiceSpec host(String host) {
            hosts.add(host);
            return this;
        }

        public ServiceSpec pin(String host, String address) {
            pins.put(host, address);
            return this;
        }

        public ServiceSpec port(String name, int number, Protocol protocol) {
            ports.add(new Port(name, number, protocol));
            return this;
        }

        /** A backend of the service's own name and ports, in each of the clusters. */
        public ServiceSpec in(String... names) {
            for (String cluster : names) {
                backend(cluster, id + ".svc.cluster.local", 100);
            }
            return this;
        }

        public ServiceSpec backend(String cluster, String fqdn, int weight) {
            return backend(cluster, fqdn, weight, Map.of());
        }

        public ServiceSpec backend(
                String cluster, String fqdn, int weight, Map<String, Integer> otherPorts, String... identities) {
            backends.add(all -> {
                var numbers = new TreeMap<String, Integer>();
                all.forEach(port -> numbers.put(port.name(), port.number()));
                numbers.putAll(otherPorts);
                return new Backend(
                        cluster,
                        ServiceName.parse(fqdn).orElseThrow(),
                        numbers,
                        weight,
                        new TreeSet<>(List.of(identities)),
                        Place.NONE);
            });
            return this;
        }

        public ServiceSpec failover(String... order) {
            failover = List.of(order);
            return this;
        }

        public ServiceSpec retries(Retries wanted) {
            retries = wanted;
            return this;
        }

        public ServiceSpec rewriteHost() {
            rewriteHost = true;
            return this;
        }

        public ServiceSpec policy(Fields wanted) {
            policy = wanted;
            return this;
        }

        public ServiceSpec subset(String name, int weight, Map<String, String> headers) {
            subsets.add(new Subset(name, new TreeMap<>(Map.of("version", name)), weight, new TreeMap<>(headers)));
            return this;
        }

        public ServiceSpec clients(String... names) {
            clusters = Scope.of(List.of(names));
            return this;
        }

        public ServiceSpec namespaces(String... names) {
            namespaces = Scope.of(List.of(names));
            return this;
        }

        public ServiceSpec shape(Shape wanted) {
            shape = wanted;
            return this;
        }

        private GlobalService build() {
            if (ports.isEmpty()) {
                port("http", 8000, Protocol.HTTP);
            }
            if (hosts.isEmpty()) {
                host(id + ".global");
            }
            ports.sort(Comparator.comparingInt(Port::number));
            var built = new ArrayList<Backend>();
            backends.forEach(backend -> built.add(backend.apply(ports)));
            built.sort(Comparator.comparing(Backend::cluster));
            return new GlobalService(
                    id,
                    hosts,
                    pins,
                    ports,
                    built,
                    new Traffic(failover, retries, rewriteHost, policy, subsets),
                    new Clients(clusters, namespaces),
                    shape,
                    Place.NONE);
        }
    }
}
