package io.coddiwomple.envoy;

import io.coddiwomple.envoy.MeshService.Endpoint;
import io.coddiwomple.envoy.MeshService.Port;
import io.coddiwomple.resource.ResourceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes one list of services of a mesh's Services and ServiceEntries. */
final class Services {
    private static final String TLS_MODE = "security.istio.io/tlsMode";

    private final Mesh mesh;
    private final Refusals refusals;
    private final Map<String, List<Claim>> claims = new HashMap<>();
    private final List<MeshService> all = new ArrayList<>();

    private Services(Mesh mesh, Refusals refusals) {
        this.mesh = mesh;
        this.refusals = refusals;
    }

    /** Sorted by host. A host of which one namespace sees two is refused. */
    static List<MeshService> of(Mesh mesh, List<ServiceEntry> entries, Refusals refusals) {
        var services = new Services(mesh, refusals);
        mesh.services().forEach(services::add);
        entries.forEach(services::add);
        services.all.sort(java.util.Comparator.comparing(MeshService::host));
        return List.copyOf(services.all);
    }

    /** @param exportTo namespaces that see it, empty for all */
    private record Claim(ResourceKey key, List<String> exportTo) {}

    private void claim(String host, ResourceKey key, List<String> exportTo) {
        List<Claim> others = claims.computeIfAbsent(host, _ -> new ArrayList<>());
        for (Claim other : others) {
            if (MeshService.meet(other.exportTo, other.key.namespace(), exportTo, key.namespace())) {
                refusals.add(
                        key, "hosts has " + host + ", which " + other.key + " has too; one of two is not chosen here");
            }
        }
        others.add(new Claim(key, exportTo));
    }

    private void add(KubeService service) {
        ResourceKey key = new ResourceKey("", "Service", service.namespace(), service.name());
        String host = service.name() + "." + service.namespace() + ".svc." + mesh.domain();
        claim(host, key, List.of());
        List<Port> ports = new ArrayList<>();
        List<Endpoint> endpoints = new ArrayList<>();
        SortedSet<String> identities = new TreeSet<>();
        for (KubeService.ServicePort port : service.ports()) {
            Protocol protocol = Protocol.parse(port.protocol());
            if (protocol == null) {
                refusals.add(
                        key,
                        "port " + port.number() + " has appProtocol " + port.protocol() + ", which is not translated");
                continue;
            }
            ports.add(new Port(port.name(), port.number(), protocol));
            for (Pod pod : pods(service)) {
                endpoints.add(new Endpoint(
                        port.name(),
                        pod.address(),
                        port.targetPort(),
                        pod.labels(),
                        Place.parse(pod.locality()),
                        "istio".equals(pod.labels().get(TLS_MODE))));
                identities.add(
                        "spiffe://" + mesh.trustDomain() + "/ns/" + pod.namespace() + "/sa/" + pod.serviceAccount());
            }
        }
        all.add(new MeshService(
                host,
                service.namespace(),
                List.of(),
                List.of(service.clusterIp()),
                false,
                true,
                false,
                List.copyOf(ports),
                List.copyOf(endpoints),
                withAliases(identities)));
    }

    /** The pods of a service, by its selector, in the order of the mesh. */
    private List<Pod> pods(KubeService service) {
        return mesh.pods().stream().filter(pod -> selects(service, pod)).toList();
    }

    static boolean selects(KubeService service, Pod pod) {
        return pod.namespace().equals(service.namespace())
                && !service.selector().isEmpty()
                && pod.labels().entrySet().containsAll(service.selector().entrySet());
    }

    private void add(ServiceEntry entry) {
        List<Port> ports = entry.ports().stream()
                .map(port -> new Port(port.name(), port.number(), port.protocol()))
                .toList();
        List<Endpoint> endpoints = new ArrayList<>();
        for (ServiceEntry.EntryEndpoint endpoint : entry.endpoints()) {
            for (Port port : ports) {
                endpoints.add(new Endpoint(
                        port.name(),
                        endpoint.address(),
                        endpoint.ports().getOrDefault(port.name(), port.number()),
                        endpoint.labels(),
                        Place.parse(endpoint.locality()),
                        "istio".equals(endpoint.labels().get(TLS_MODE))));
            }
        }
        for (String host : entry.hosts()) {
            claim(host, entry.key(), entry.exportTo());
            all.add(new MeshService(
                    host,
                    entry.key().namespace(),
                    entry.exportTo(),
                    entry.addresses(),
                    entry.external(),
                    false,
                    entry.resolution() == ServiceEntry.Resolution.DNS,
                    ports,
                    List.copyOf(endpoints),
                    withAliases(new TreeSet<>(entry.subjectAltNames()))));
        }
    }

    /** Every identity, once more for each trust domain alias (istiod's pkg/spiffe). */
    private SortedSet<String> withAliases(SortedSet<String> identities) {
        SortedSet<String> expanded = new TreeSet<>(identities);
        for (String identity : identities) {
            int path = identity.indexOf("/ns/");
            if (identity.startsWith("spiffe://") && path > 0) {
                mesh.trustDomainAliases()
                        .forEach(alias -> expanded.add("spiffe://" + alias + identity.substring(path)));
            }
        }
        return java.util.Collections.unmodifiableSortedSet(expanded);
    }
}
