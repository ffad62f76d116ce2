package io.coddiwomple.envoy;

/**
 * The proxy of a pod.
 *
 * @param role what it is for
 */
public record Proxy(Role role, Pod pod) {
    /** What a proxy is for. */
    public enum Role {
        /** Beside an application, whose traffic it captures. */
        SIDECAR,
        /** Alone in its pod, where Gateways select it by the pod's labels. */
        GATEWAY
    }

    public static Proxy sidecar(Pod pod) {
        return new Proxy(Role.SIDECAR, pod);
    }

    public static Proxy gateway(Pod pod) {
        return new Proxy(Role.GATEWAY, pod);
    }

    /** {@code sidecar~ADDRESS~NAME.NAMESPACE~NAMESPACE.svc.DOMAIN}: the name istiod knows a proxy by, and we too. */
    public String node(String domain) {
        String type = role == Role.SIDECAR ? "sidecar" : "router";
        return type + "~" + pod.address() + "~" + pod.name() + "." + pod.namespace() + "~" + pod.namespace() + ".svc."
                + domain;
    }

    String namespace() {
        return pod.namespace();
    }
}
