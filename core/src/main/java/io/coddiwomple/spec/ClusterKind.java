package io.coddiwomple.spec;

import static io.coddiwomple.spec.Schema.Field.needed;
import static io.coddiwomple.spec.Schema.Field.optional;

import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.spec.Schema.Flag;
import io.coddiwomple.spec.Schema.Group;
import io.coddiwomple.spec.Schema.Many;
import io.coddiwomple.spec.Schema.Text;
import java.util.List;

/** The fields of a Cluster. */
final class ClusterKind {
    private ClusterKind() {}

    static Group spec() {
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
                        optional("shape", Kinds.shape("How this cluster is served. Default: the federation's."))));
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
                        optional("port", Kinds.port("The port that they dial.", 15443)),
                        optional("listenerPort", Kinds.port("The port on which its pods listen.", 15443)),
                        optional(
                                "namespace",
                                Text.of("Where its pods are. Default: the mesh's root namespace.", Format.LABEL)),
                        optional(
                                "selector",
                                Kinds.selector(
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
                        optional("selector", Kinds.selector("The labels of its pods. Default: istio: egressgateway.")),
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
}
