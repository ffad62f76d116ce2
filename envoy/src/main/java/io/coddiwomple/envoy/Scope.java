package io.coddiwomple.envoy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What proxies of one namespace see: services, the rule of each, the routes of each (istiod's model/sidecar.go and
 * model/push_context.go, for a namespace without a Sidecar resource).
 */
final class Scope {
    private final String namespace;
    private final String rootNamespace;
    private final List<MeshService> services;
    private final Map<String, MeshService> byHost = new HashMap<>();
    private final Resources resources;

    Scope(String namespace, String rootNamespace, List<MeshService> all, Resources resources) {
        this.namespace = namespace;
        this.rootNamespace = rootNamespace;
        this.resources = resources;
        services = all.stream().filter(service -> service.visibleIn(namespace)).toList();
        services.forEach(service -> byHost.put(service.host(), service));
    }

    List<MeshService> services() {
        return services;
    }

    @Nullable MeshService service(String host) {
        return byHost.get(host);
    }

    /** The rule of the proxy's own namespace, else of the service's, else of the root namespace; null for none. */
    @Nullable DestinationRule rule(MeshService service) {
        DestinationRule own = rule(service, namespace, true);
        if (own != null) {
            return own;
        }
        DestinationRule served = rule(service, service.namespace(), false);
        return served == null ? rule(service, rootNamespace, false) : served;
    }

    private @Nullable DestinationRule rule(MeshService service, String home, boolean local) {
        for (DestinationRule rule : resources.rules()) {
            if (rule.host().equals(service.host())
                    && rule.key().namespace().equals(home)
                    && (local || MeshService.visible(rule.exportTo(), home, namespace))) {
                return rule;
            }
        }
        return null;
    }

    /** Routes of sidecars for a host; null for none. */
    @Nullable VirtualService routes(String host) {
        for (VirtualService routes : resources.routes()) {
            if (routes.forMesh() && routes.hosts().contains(host) && sees(routes)) {
                return routes;
            }
        }
        return null;
    }

    /** All routes of sidecars, in the order of their keys. */
    List<VirtualService> meshRoutes() {
        return resources.routes().stream()
                .filter(routes -> routes.forMesh() && sees(routes))
                .toList();
    }

    /** Routes that are bound to a gateway, in the order of their keys. */
    List<VirtualService> routesOf(IngressGateway gateway) {
        return resources.routes().stream()
                .filter(routes -> routes.gateways().contains(gateway.name()) && sees(routes))
                .toList();
    }

    private boolean sees(VirtualService routes) {
        return MeshService.visible(routes.exportTo(), routes.key().namespace(), namespace);
    }
}
