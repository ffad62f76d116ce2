package io.coddiwomple.install;

import io.coddiwomple.plan.version.Feature;
import java.util.stream.Collectors;

/** Why each setting is there, in words that are the same for every installer. */
final class Notes {
    static final String ROUTER_MODE =
            "Gives the gateway a cluster without TLS of its own for every service and port, by"
                    + " which port 15443 passes calls on, still encrypted, to where their server name says. Without"
                    + " it they end"
                    + " here. From Istio " + Feature.ROUTER_MODE_DETECTED.since()
                    + " on the control plane sees to that itself.";
    static final String NETWORK_VIEW =
            "With shape rewrite the gateway must see the other clusters' gateways, which are the"
                    + " endpoints with network external, and no others: with the view that pods have it would call"
                    + " itself.";
    static final String CONTROL_PLANE_SECURITY =
            "Proxies fetch their configuration by mutual TLS: it names the gateways of all other clusters.";
    static final String ANY_TRUST_DOMAIN =
            "Mutual TLS of this release takes callers of its own trust domain only, and does"
                    + " not ask the aliases. Who gets in is still decided by the common root.";
    static final String LOCALITY = "Near backends first, also where all endpoints of an entry are IP addresses.";
    static final String DNS_CAPTURE =
            "The agent in every pod answers for global names itself, from the ServiceEntries that"
                    + " its proxy has: no name resolves before its route is there, and the cluster's own DNS needs no"
                    + " change. Pods"
                    + " take it up when they restart. Addresses are those of cw gen, so ISTIO_META_DNS_AUTO_ALLOCATE"
                    + " is not"
                    + " needed.";
    static final String NAMESPACE = "The mesh's root namespace.";
    static final String OWN_INSTALLATION = "Installed, and removed, apart from the mesh.";
    static final String MESH_INSTALLATION = "What istioctl called an installation up to 1.23. Since then one without"
            + " a name"
            + " takes whatever it finds of the same version for its own, other installations' gateways too, and removes"
            + " what it does not hold.";
    static final String EMPTY_PROFILE = "Nothing but what is said here.";
    static final String INJECTION = "The injector fills the pods in, from the mesh's own settings.";
    static final String LIST_REPLACES = " If files of yours list gateways as well, put this one into their list: the"
            + " last"
            + " list counts alone.";
    static final String GATEWAY_NAMESPACE = "Where the gateway's pods are; the namespace must be there already.";
    static final String SELF_SIGNED =
            "Citadel signs with the intermediate in Secret cacerts, whose root all clusters share."
                    + " With a root of its own no call from or to another cluster would pass mutual TLS.";
    static final String CLUSTER_DOMAIN =
            "The cluster's DNS domain, as its kubelets have it. Service names end in it, and"
                    + " the server names by which other clusters call.";
    static final String EGRESS = "Calls to other clusters leave through it, still encrypted.";
    static final String INGRESS_TYPE = "Other clusters must reach it. NodePort, if the cluster has no load balancers.";
    static final String CREDENTIALS =
            "The gateway reads its certificate from the Secret that its credentialName names.";
    static final String CREDENTIALS_IMAGE = "What reads it, as in Istio's own ingress gateway.";
    static final String EGRESS_TYPE = "Only pods of this cluster call it.";

    private Notes() {}

    static String dnsSearch(Needs needs) {
        return "Lets pods write httpbin.bar for httpbin.bar." + needs.suffix()
                + " where the cluster has no httpbin.bar of"
                + " its own. For TCP only: with HTTP, the proxy knows a service by its whole name.";
    }

    static String multicluster(Needs needs) {
        return needs.rewritesOnly()
                ? "The chart lets calls for *.global in at port 15443, rewrites their names to local ones, and has"
                        + " pods use"
                        + " mutual TLS for them: shape rewrite, as this release brought it. cw gen writes the same"
                        + " objects;"
                        + " where a listener has both, the older counts."
                : "Istio's example of joined meshes says true, and the chart then lets other clusters call every"
                        + " service of"
                        + " this one, as *.global at port 15443. cw gen writes the Gateways itself, with what is"
                        + " exported as"
                        + " their hosts.";
    }

    static String coreDns(Needs needs) {
        return needs.hasChartsSuffix()
                ? "Answers for global names, from ServiceEntries. The cluster's own DNS must ask it for them: cw"
                        + " install dns"
                        + " prints what to change there. cw dns can take its place."
                : "Istio's own CoreDNS answers for names under global only, and this federation's end in "
                        + needs.suffix() + ": run cw dns instead, and see cw install dns.";
    }

    static String trustDomain(Needs needs) {
        return "To other clusters, workloads here are spiffe://"
                + needs.cluster().trustDomain()
                + "/ns/NAMESPACE/sa/ACCOUNT: their identities, policies and trustDomainAliases say so.";
    }

    static String aliases(Needs needs, boolean checked) {
        String taken = "Callers of "
                + (needs.cluster().trustDomainAliases().size() == 1 ? "this trust domain" : "these trust domains")
                + " are taken for this mesh's own wherever AuthorizationPolicies name an identity.";
        return checked ? taken + " Without it, mutual TLS turns them away: callers get a 503." : taken;
    }

    static String purpose(GatewayPods pods) {
        return pods.isEgress()
                ? EGRESS
                : "Calls from other clusters come in through it, at " + String.join(" and ", pods.addresses()) + ".";
    }

    static String labels(GatewayPods pods) {
        return pods.isEgress()
                ? "The Gateway cw-egress of cw gen picks the pods by them."
                : "The Gateways of cw gen pick the pods by them.";
    }

    static String ports(GatewayPods pods, boolean repeatsStock) {
        String rest = repeatsStock ? " A list replaces Istio's own, so its ports are repeated." : "";
        if (pods.isEgress()) {
            return "Pods send calls for other clusters to port 15443." + rest;
        }
        boolean nodes = pods.ports().stream().anyMatch(port -> port.nodePort() != 0);
        return "Other clusters dial " + String.join(" and ", pods.addresses()) + "; "
                + pods.ports().stream()
                        .filter(port -> !port.name().startsWith("cw-"))
                        .map(port -> "pods listen at " + port.targetPort())
                        .distinct()
                        .collect(Collectors.joining(" and "))
                + "."
                + (pods.ports().stream().anyMatch(port -> port.name().startsWith("cw-"))
                        ? " Services of shape ingress are called at ports of their own."
                        : "")
                + (nodes ? " A port of the nodes' range is opened at them as well." : "")
                + rest;
    }
}
