package io.coddiwomple.install;

import io.coddiwomple.model.AddressPool;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.NotedText;
import io.coddiwomple.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a cluster's own DNS learns who answers for a federation's names. Every form is text in which lines with {@code #}
 * are comments: a part of a Corefile, or a manifest.
 *
 * @param suffix of all global names
 * @param servers that answer for them, in DNS; may be empty where no form needs one
 * @param grpcServers that answer in the protocol of CoreDNS's plugin {@code grpc}; may be empty
 * @param reverse whether names are looked up by address as well
 * @param clusters whose DNS it may be for
 * @param input the options of a shell's command that reads this federation again, such as {@code -f mesh/}
 */
public record Stub(
        String suffix,
        AddressPool pool,
        List<ServerAddress> servers,
        List<ServerAddress> grpcServers,
        boolean reverse,
        List<Cluster> clusters,
        String input) {
    private static final String OUTSIDE =
            "Pods outside of the mesh get the names resolved as well, and cannot call them:"
                    + " a virtual address leads somewhere in a proxy only; without one the call hangs or fails.";

    private static final String PORT = "Its port is that of the Corefile's own block, which is .:53 unless the pods"
            + " listen"
            + " elsewhere, as Gardener's do at 8053: then change it here too.";

    public Stub {
        servers = List.copyOf(servers);
        grpcServers = List.copyOf(grpcServers);
        clusters = List.copyOf(clusters);
    }

    /** The form for a kind of DNS. */
    public ByteText text(StubKind kind) {
        return switch (kind) {
            case AGENT -> agent();
            case COREDNS -> coreDns();
            case COREDNS_CUSTOM -> custom();
            case COREDNS_GRPC -> grpc();
            case COREDNS_PROXY -> proxy();
            case KUBE_DNS -> kubeDns();
            case NODE_LOCAL_DNS -> nodeLocal();
        };
    }

    private ByteText agent() {
        var text = new ByteText();
        note(
                text,
                "Istio's agent, from Istio 1.8 on: the best choice where every caller has a sidecar. It answers from"
                        + " what"
                        + " the pod's own proxy knows, so a name never resolves before its route is there, nothing"
                        + " else has"
                        + " to run, and the cluster's DNS stays as it is.",
                "Not right for pods without a sidecar, which do not get the names resolved, and could not call them.",
                OldAgents.of(clusters).note(),
                "cw install CLUSTER prints it as a part of the whole. By itself, after the files of yours that istioctl"
                        + " installed from:",
                "  cw install dns " + input + " --kind agent > agent.yaml",
                "  istioctl install -f FILES-OF-YOURS -f agent.yaml",
                "With Helm: meshConfig.defaultConfig.proxyMetadata.ISTIO_META_DNS_CAPTURE, the text \"true\", in the"
                        + " values of chart istiod.",
                "One pod at a time, by an annotation: proxy.istio.io/config: '{\"proxyMetadata\":"
                        + " {\"ISTIO_META_DNS_CAPTURE\": \"true\"}}'. Pods take either up when they restart.");
        text.ascii("apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  meshConfig:\n"
                + "    defaultConfig:\n      proxyMetadata:\n        ISTIO_META_DNS_CAPTURE: \"true\"\n");
        return text;
    }

    private ByteText coreDns() {
        var text = new ByteText();
        note(
                text,
                "CoreDNS, from 1.0.6 on, as Kubernetes has it since 1.11: a server block for its Corefile. " + OUTSIDE,
                "It is merged by hand, since a Corefile is one text: append it to the one in ConfigMap coredns, and"
                        + " CoreDNS"
                        + " reads it again within a minute (plugin reload). What manages the ConfigMap may undo that:"
                        + " set it"
                        + " there. Where the Corefile imports custom/*.server, use --kind coredns-custom.",
                "  kubectl -n kube-system get configmap coredns -o jsonpath='{.data.Corefile}' > Corefile",
                "  cw install dns " + input + " --kind coredns" + asOptions() + " >> Corefile",
                "  kubectl -n kube-system create configmap coredns --from-file=Corefile --dry-run=client -o yaml |"
                        + " kubectl"
                        + " apply -f -",
                PORT,
                "With NodeLocal DNSCache, CoreDNS is not asked for names of other domains than the cluster's: use"
                        + " --kind"
                        + " node-local-dns.");
        block("forward . " + joined(servers), 0, text);
        return text;
    }

    private ByteText custom() {
        var text = new ByteText();
        note(
                text,
                "CoreDNS whose Corefile imports custom/*.server, as in AKS, k3s and Gardener: a ConfigMap to apply as"
                        + " it is. "
                        + OUTSIDE,
                "Whether it does:",
                "  kubectl -n kube-system get configmap coredns -o yaml | grep custom",
                "A ConfigMap coredns-custom of yours keeps its other entries. Where CoreDNS does not take it up by"
                        + " itself, as in AKS:",
                "  kubectl -n kube-system rollout restart deployment coredns",
                PORT);
        text.ascii("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: coredns-custom\n  namespace:"
                + " kube-system\ndata:\n"
                + "  coddiwomple.server: |\n");
        block("forward . " + joined(servers), 4, text);
        return text;
    }

    private ByteText grpc() {
        var text = new ByteText();
        note(
                text,
                "CoreDNS 1.5 or later, by its plugin grpc: one connection that stays open, in place of a query in DNS"
                        + " for"
                        + " each name. To be merged by hand into the Corefile, as with --kind coredns. " + OUTSIDE,
                "The connection is plain text, like DNS. CoreDNS 1.4 and earlier: proxy . ADDRESS { protocol grpc"
                        + " insecure }");
        block(
                "grpc . "
                        + grpcServers.stream()
                                .map(Stub::withPort)
                                .reduce((a, b) -> a + " " + b)
                                .orElse(""),
                0,
                text);
        return text;
    }

    private ByteText proxy() {
        var text = new ByteText();
        note(
                text,
                "CoreDNS 1.4 and earlier, whose Corefile uses plugin proxy, as Kubernetes 1.11 to 1.13 came with."
                        + " From 1.5.0 on"
                        + " the plugin is gone and CoreDNS does not start with it: use --kind coredns, which every"
                        + " CoreDNS from"
                        + " 1.0.6 on takes. " + OUTSIDE,
                "To be merged by hand into the Corefile, as with --kind coredns.");
        block("proxy . " + joined(servers), 0, text);
        return text;
    }

    private ByteText kubeDns() {
        var text = new ByteText();
        note(
                text,
                "kube-dns, as in GKE's Standard clusters and in Kubernetes before 1.11: a ConfigMap to apply." + " "
                        + OUTSIDE,
                "All stub domains are one JSON text: if the ConfigMap has some already, put these beside them by"
                        + " hand, for"
                        + " applying this would replace them. Whether it has:",
                "  kubectl -n kube-system get configmap kube-dns -o yaml");
        stubDomains(text);
        return text;
    }

    private ByteText nodeLocal() {
        var text = new ByteText();
        note(
                text,
                "NodeLocal DNSCache. Only names of the cluster's own domain go from it to CoreDNS or kube-dns; all"
                        + " others go"
                        + " straight to the node's resolvers, so that a stub in CoreDNS is never asked. It reads stub"
                        + " domains"
                        + " from ConfigMap kube-dns, whatever the cluster's DNS is, and takes them up by itself. "
                        + OUTSIDE,
                "All stub domains are one JSON text: if the ConfigMap has some already, put these beside them by"
                        + " hand, for"
                        + " applying this would replace them. Whether it has:",
                "  kubectl -n kube-system get configmap kube-dns -o yaml",
                "Where the DaemonSet does not mount that ConfigMap (volume kube-dns-config), append instead what"
                        + " --kind coredns"
                        + " prints to the Corefile in ConfigMap node-local-dns, with the line \"bind\" of its other"
                        + " blocks.",
                "Pods that ask CoreDNS itself, because their kubelet says so, need --kind coredns as well.");
        stubDomains(text);
        return text;
    }

    private void stubDomains(ByteText text) {
        text.ascii("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: kube-dns\n  namespace: kube-system\ndata:\n"
                + "  stubDomains: |\n    {\n");
        List<String> zones = zones();
        String list = servers.stream()
                .map(server -> "\"" + server + "\"")
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        for (int at = 0; at < zones.size(); at++) {
            text.ascii("      \"" + zones.get(at) + "\": [" + list + "]" + (at < zones.size() - 1 ? "," : "") + "\n");
        }
        text.ascii("    }\n");
    }

    /** A server block. Denials are kept for seconds only, so that a new name is found soon. */
    private void block(String plugin, int column, ByteText text) {
        List<String> keys = zones().stream().map(zone -> zone + ":53").toList();
        for (String line : List.of(
                String.join(" ", keys) + " {",
                "    errors",
                "    # What is there for as long as its TTL says, at most 30 s; what is not, for 5 s: it may come.",
                "    cache 30 {",
                "        denial 9984 5",
                "    }",
                "    " + plugin,
                "}")) {
            text.blanks(column);
            text.ascii(line + "\n");
        }
    }

    private List<String> zones() {
        var zones = new ArrayList<String>();
        zones.add(suffix);
        if (reverse) {
            zones.addAll(ReverseZones.of(pool));
        }
        return zones;
    }

    private static String joined(List<ServerAddress> servers) {
        return servers.stream()
                .map(ServerAddress::toString)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
    }

    /** What says of the servers, in a shell, what this does; brackets mean something to it. */
    private String asOptions() {
        return servers.stream()
                        .map(ServerAddress::toString)
                        .map(server -> " --server " + (server.startsWith("[") ? "'" + server + "'" : server))
                        .collect(Collectors.joining())
                + (reverse ? " --reverse" : "");
    }

    private static String withPort(ServerAddress server) {
        return (server.address().isIpv4() ? server.address().toString() : "[" + server.address() + "]") + ":"
                + server.port();
    }

    private static void note(ByteText text, String... paragraphs) {
        for (String paragraph : paragraphs) {
            if (paragraph.startsWith(InstallFile.WHOLE)) {
                YamlText.comment(paragraph, text);
            } else {
                NotedText.paragraph(paragraph, 0, text);
            }
        }
    }
}
