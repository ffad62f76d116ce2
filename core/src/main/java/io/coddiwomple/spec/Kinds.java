package io.coddiwomple.spec;

import static io.coddiwomple.spec.Schema.Field.needed;
import static io.coddiwomple.spec.Schema.Field.optional;

import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.Protocol;
import io.coddiwomple.model.Shape;
import io.coddiwomple.spec.Schema.Flag;
import io.coddiwomple.spec.Schema.Free;
import io.coddiwomple.spec.Schema.Group;
import io.coddiwomple.spec.Schema.Many;
import io.coddiwomple.spec.Schema.Table;
import io.coddiwomple.spec.Schema.Text;
import io.coddiwomple.spec.Schema.Whole;
import io.coddiwomple.spec.Schema.WordOrGroup;
import java.util.Arrays;
import java.util.List;

/** The definitions of Federation, Cluster and GlobalService. */
final class Kinds {
    static final String GROUP = "coddiwomple.io";
    static final String VERSION = "v1alpha1";
    static final String API_VERSION = GROUP + "/" + VERSION;

    private static final int MAX_PORT = 65535;
    private static final int MAX_WEIGHT = 10_000;

    /**
     * A kind of resource.
     *
     * @param namespaced whether its name is unique within a namespace only
     */
    record Kind(String name, String plural, String shortName, boolean namespaced, Group spec) {}

    static final Kind FEDERATION = new Kind("Federation", "federations", "fed", false, federation());
    static final Kind CLUSTER = new Kind("Cluster", "clusters", "cwc", false, cluster());
    static final Kind GLOBAL_SERVICE = new Kind("GlobalService", "globalservices", "gsvc", true, globalService());
    static final List<Kind> ALL = List.of(FEDERATION, CLUSTER, GLOBAL_SERVICE);

    private Kinds() {}

    private static Schema shape(String doc) {
        return new Text(
                doc, Format.ANY, Arrays.stream(Shape.values()).map(Shape::word).toList(), null);
    }

    private static Schema port(String doc, int initial) {
        return new Whole(doc, 1, MAX_PORT, initial);
    }

    private static Schema selector(String doc) {
        return new Table(doc, Format.LABEL_KEY, Text.of("The label's value.", Format.ANY), true);
    }

    private static Group federation() {
        Group pool = new Group(
                "Where virtual addresses come from.",
                List.of(
                        optional(
                                "ipv4",
                                Text.of(
                                                "A range, or none. 240.240.0.0/16 and 255.0.0.0/8 are never handed out.",
                                                Format.CIDR_OR_NONE)
                                        .initially("240.0.0.0/4")),
                        optional(
                                "ipv6",
                                Text.of("A range, or none. 2001:2::/48 is never handed out.", Format.CIDR_OR_NONE)
                                        .initially("none")),
                        optional(
                                "exclude",
                                new Many(
                                        "Ranges within the pool that are used otherwise.",
                                        Text.of("A range.", Format.CIDR),
                                        false))));
        return new Group(
                "What all clusters share.",
                List.of(
                        optional(
                                "suffix",
                                Text.of("The suffix of all global hosts, without a dot in front.", Format.HOST)
                                        .initially("global")),
                        optional(
                                "namespace",
                                Text.of("Where generated objects live. Its Namespace is generated too.", Format.LABEL)
                                        .initially("cw")),
                        optional("addressPool", pool),
                        optional("shape", shape("How calls cross between meshes. Default: local-sni."))));
    }

    private static Group cluster() {
        return new Group(
                "A Kubernetes cluster with an Istio mesh of its own.",
                List.of(
                        optional("istio", istio()),
                        optional(
                                "clusterDomain",
                                Text.of("The cluster's DNS domain.", Format.HOST)
                                        .initially("cluster.local")),
                        optional(
                                "network",
                                Text.of("The name of its network. Default: the cluster's name.", Format.SOME)),
                        optional("locality", Text.of("Where its nodes are: region or region/zone.", Format.LOCALITY)),
                        optional(
                                "localities",
                                new Many(
                                        "The same, when its nodes are in several zones.",
                                        Text.of("region or region/zone", Format.LOCALITY),
                                        false)),
                        optional("gateways", new Many("The gateways that other clusters dial.", gateway(), false)),
                        optional("egress", egress()),
                        optional("kubeconfig", kubeconfig()),
                        optional("shape", shape("How this cluster is served. Default: the federation's."))));
    }

    private static Group istio() {
        return new Group(
                "The mesh.",
                List.of(
                        optional(
                                "version",
                                Text.of(
                                        "1.30, or 1.30.2. Only a minor means its last patch. Default: "
                                                + IstioVersion.newest() + ".",
                                        Format.VERSION)),
                        optional(
                                "namespace",
                                Text.of("The mesh's root namespace.", Format.LABEL)
                                        .initially("istio-system")),
                        optional(
                                "trustDomain",
                                Text.of("The trust domain of its workloads.", Format.HOST)
                                        .initially("cluster.local")),
                        optional(
                                "trustDomainAliases",
                                new Many(
                                        "Other trust domains whose callers it accepts.",
                                        Text.of("A trust domain.", Format.HOST),
                                        false)),
                        optional(
                                "ambient",
                                new Flag("Whether workloads are in ambient mode, which cannot be served.", false))));
    }

    private static Group gateway() {
        return new Group(
                "A gateway.",
                List.of(
                        needed(
                                "address",
                                Text.of("The IP address or host name that other clusters dial.", Format.ADDRESS)),
                        optional("port", port("The port that they dial.", 15443)),
                        optional("listenerPort", port("The port on which its pods listen.", 15443)),
                        optional(
                                "namespace",
                                Text.of("Where its pods are. Default: the mesh's root namespace.", Format.LABEL)),
                        optional(
                                "selector",
                                selector(
                                        "The labels of its pods. Default: istio: eastwestgateway, before Istio 1.8 istio:"
                                                + " ingressgateway.")),
                        optional(
                                "credentialName",
                                Text.of("The Secret with its server certificate, for shape ingress.", Format.HOST))));
    }

    private static Group egress() {
        return new Group(
                "The egress gateway that calls to other clusters pass.",
                List.of(
                        optional("enabled", new Flag("Whether calls pass it.", false)),
                        optional("selector", selector("The labels of its pods. Default: istio: egressgateway.")),
                        optional(
                                "service",
                                Text.of(
                                        "Its Kubernetes service. Default: istio-egressgateway in the mesh's root namespace.",
                                        Format.SERVICE))));
    }

    private static Group kubeconfig() {
        return new Group(
                "How to reach the API server.",
                List.of(
                        needed("path", Text.of("A kubeconfig file.", Format.SOME)),
                        optional("context", Text.of("Default: the file's current context.", Format.ANY))));
    }

    private static Group globalService() {
        return new Group(
                "A service that every mesh can call by the same names.",
                List.of(
                        optional(
                                "hosts",
                                new Many(
                                        "Its names. Default: <name>.<namespace>.<suffix>.",
                                        Text.of("A host under the federation's suffix.", Format.HOST),
                                        true)),
                        optional(
                                "addresses",
                                new Many(
                                        "Pinned virtual addresses: the first is the first host's, and so on.",
                                        Text.of("An IP address of the federation's pool.", Format.IP),
                                        false)),
                        needed("ports", new Many("The ports that clients call.", servicePort(), true)),
                        needed("backends", new Many("Where it runs.", backend(), true)),
                        optional("traffic", traffic()),
                        optional("clients", clients()),
                        optional("shape", shape("How calls cross. Default: the one of its backends' clusters."))));
    }

    private static Group servicePort() {
        return new Group(
                "A port.",
                List.of(
                        needed("name", Text.of("Unique within the service.", Format.LABEL)),
                        needed("number", new Whole("The number that clients call.", 1, MAX_PORT, null)),
                        needed(
                                "protocol",
                                Text.of(
                                        "One of "
                                                + String.join(
                                                        ", ",
                                                        Arrays.stream(Protocol.values())
                                                                .map(Protocol::istioName)
                                                                .toList())
                                                + ", in any case.",
                                        Format.SOME))));
    }

    private static Group backend() {
        return new Group(
                "A Kubernetes service that serves it in one cluster.",
                List.of(
                        needed("cluster", Text.of("The name of a Cluster.", Format.SOME)),
                        optional(
                                "service",
                                Text.of(
                                        "The Kubernetes service's full name. Default: the global service's own name and"
                                                + " namespace.",
                                        Format.SERVICE)),
                        optional(
                                "ports",
                                new Table(
                                        "The Kubernetes service's port number by the global port's name, where it differs.",
                                        Format.LABEL,
                                        new Whole("A port number.", 1, MAX_PORT, null),
                                        false)),
                        optional(
                                "weight",
                                new Whole(
                                        "Its share relative to the other backends'. 0: never called. Equal weights: nearness"
                                                + " decides.",
                                        0,
                                        MAX_WEIGHT,
                                        100)),
                        optional(
                                "identities",
                                new Many(
                                        "The SPIFFE IDs that its pods may have. Empty: any of its mesh.",
                                        Text.of("A SPIFFE ID.", Format.IDENTITY),
                                        false))));
    }

    private static Group clients() {
        return new Group(
                "Who may call it.",
                List.of(
                        optional(
                                "clusters",
                                new Many(
                                        "The clusters that get anything at all. Default: all.",
                                        Text.of("A cluster, or *.", Format.CLUSTER_OR_ALL),
                                        true)),
                        optional(
                                "namespaces",
                                new Many(
                                        "The namespaces that see it there. Default: all.",
                                        Text.of("A namespace, or *.", Format.NAMESPACE_OR_ALL),
                                        true))));
    }

    private static Group traffic() {
        Group retry = new Group(
                "Istio's HTTPRetry.",
                List.of(
                        optional("attempts", new Whole("How often to try again.", 0, 100, null)),
                        optional("perTryTimeout", Text.of("A duration such as 2s.", Format.SOME)),
                        optional("retryOn", Text.of("Envoy's retry conditions, joined by commas.", Format.SOME)),
                        optional("retryRemoteLocalities", new Flag("Whether other clusters are tried.", false)),
                        optional("retryIgnorePreviousHosts", new Flag("Whether tried hosts are avoided.", true)),
                        optional("backoff", Text.of("A duration such as 25ms.", Format.SOME))));
        return new Group(
                "How calls are spread. Default: own cluster first, then the same region, then the rest.",
                List.of(
                        optional(
                                "failover",
                                new Many(
                                        "Clusters in the order in which they are tried, whatever the geography.",
                                        Text.of("A cluster.", Format.SOME),
                                        true)),
                        optional(
                                "retries",
                                new WordOrGroup(
                                        "What happens to an HTTP call that could not be delivered.",
                                        List.of("default", "none"),
                                        "default",
                                        retry)),
                        optional(
                                "rewriteHost",
                                new Flag("Whether backends see their own host name instead of the global one.", false)),
                        optional(
                                "trafficPolicy",
                                new Group(
                                        "Fields of Istio's TrafficPolicy that replace the defaults.",
                                        List.of(
                                                optional("loadBalancer", new Free("Istio's LoadBalancerSettings.")),
                                                optional("connectionPool", new Free("Istio's ConnectionPoolSettings.")),
                                                optional("outlierDetection", new Free("Istio's OutlierDetection."))))),
                        optional("subsets", new Many("Parts of the service that calls can pick.", subset(), false))));
    }

    private static Group subset() {
        return new Group(
                "A subset.",
                List.of(
                        needed("name", Text.of("Unique within the service.", Format.LABEL)),
                        needed("labels", selector("The labels of its pods.")),
                        optional("weight", new Whole("Its share of the calls in percent.", 0, 100, 0)),
                        optional(
                                "headers",
                                new Table(
                                        "Calls with all these headers go to it.",
                                        Format.SOME,
                                        Text.of("The header's exact value.", Format.ANY),
                                        false))));
    }
}
