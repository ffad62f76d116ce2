package io.coddiwomple.envoy;

import io.coddiwomple.envoy.IngressGateway.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the configuration of a mesh's proxies. Pure: equal arguments give equal results, in any order. */
public final class Translator {
    private final Mesh mesh;
    private final Resources resources;
    private final List<MeshService> services;
    private final Refusals refusals;

    private Translator(Mesh mesh, Refusals refusals) {
        this.mesh = mesh;
        this.refusals = refusals;
        this.resources = Resources.read(mesh.resources(), refusals);
        this.services = Services.of(mesh, resources.entries(), refusals);
        Checks.run(resources, services, refusals);
    }

    /**
     * The configuration of these proxies, by {@link Proxy#node}.
     *
     * @return all of them, or all reasons why not
     */
    public static Translation translate(Mesh mesh, List<Proxy> proxies) {
        var refusals = new Refusals();
        var translator = new Translator(mesh, refusals);
        SortedMap<String, ProxyConfig> configs = new TreeMap<>();
        if (refusals.isEmpty()) {
            for (Proxy proxy : proxies) {
                configs.put(proxy.node(mesh.domain()), translator.config(proxy));
            }
        }
        return refusals.isEmpty()
                ? new Translation.Complete(Collections.unmodifiableSortedMap(configs))
                : new Translation.Refused(refusals.sorted());
    }

    private ProxyConfig config(Proxy proxy) {
        var scope = new Scope(proxy.namespace(), mesh.rootNamespace(), services, resources);
        var draft = new ConfigDraft();
        draft.add(FixedClusters.blackHole());
        var clusters = new OutboundClusters(scope, proxy, draft);
        clusters.add(false);
        switch (proxy.role()) {
            case SIDECAR -> addSidecar(proxy, scope, draft);
            case GATEWAY -> addGateway(proxy, scope, draft, clusters);
        }
        return draft.config();
    }

    private void addSidecar(Proxy proxy, Scope scope, ConfigDraft draft) {
        draft.add(FixedClusters.passthrough());
        draft.add(FixedClusters.inboundPassthrough());
        var routes = new OutboundRoutes(scope, proxy.namespace(), mesh.domain());
        for (int port : new OutboundListeners(scope, draft, refusals).add()) {
            draft.add(routes.of(port));
        }
        InboundPorts ports = InboundPorts.of(proxy.pod(), mesh.services(), scope, mesh.domain());
        ports.byPort().forEach((port, target) -> {
            DestinationRule rule = scope.rule(target.service());
            TrafficPolicy policy =
                    rule == null ? null : rule.policy().at(target.servicePort().number());
            draft.add(FixedClusters.inbound(
                    port, target.servicePort().protocol(), policy == null ? null : policy.pool()));
        });
        List<String> trustDomains = new ArrayList<>(List.of(mesh.trustDomain()));
        trustDomains.addAll(mesh.trustDomainAliases());
        draft.add(new InboundListener(ports, trustDomains).listener());
    }

    private void addGateway(Proxy proxy, Scope scope, ConfigDraft draft, OutboundClusters clusters) {
        List<IngressGateway> gateways = resources.gateways().stream()
                .filter(gateway -> gateway.selects(proxy.pod().labels()))
                .toList();
        boolean passing = gateways.stream()
                .flatMap(gateway -> gateway.servers().stream())
                .anyMatch(server -> server.mode() == Mode.AUTO_PASSTHROUGH);
        if (passing) {
            clusters.add(true);
        }
        new GatewayListeners(scope, gateways, draft, refusals).add();
    }
}
