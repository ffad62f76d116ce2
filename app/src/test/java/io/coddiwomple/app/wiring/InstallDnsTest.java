package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallDnsTest {
    private static final String INPUT = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Federation
            metadata: {name: acme}
            spec: {suffix: mesh.internal}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: paris}
            spec: {istio: {version: "1.7"}}
            """;

    private static Shell.Result dns(String... words) {
        var all = new ArrayList<>(List.of("install", "dns", "-f", "-"));
        all.addAll(List.of(words));
        return new Shell().stdin(INPUT).run(all);
    }

    @Test
    void printsEveryKindThatFitsTheBestFirst() {
        Shell.Result result = dns("--server", "10.96.0.53", "--grpc-server", "10.96.0.53:8053", "--cluster", "london");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("# Istio's agent, from Istio 1.8 on: the best choice where every caller has a sidecar.")
                .containsSubsequence(
                        "kind: IstioOperator",
                        "forward . 10.96.0.53\n",
                        "coddiwomple.server: |",
                        "grpc . 10.96.0.53:8053",
                        "proxy . 10.96.0.53\n",
                        "name: kube-dns",
                        "# NodeLocal DNSCache.");
    }

    @Test
    void leavesOutWhatTheClustersIstioCannotDo() {
        assertThat(dns("--server", "10.96.0.53", "--cluster", "paris").out())
                .startsWith("# CoreDNS")
                .doesNotContain("IstioOperator");
        assertThat(dns("--kind", "agent", "--cluster", "paris"))
                .isEqualTo(new Shell.Result(
                        2,
                        "",
                        "error: the agent of Istio 1.7, which cluster paris has, answers no DNS: that came with 1.8; tell"
                                + " the cluster's own DNS instead, with --kind coredns or kube-dns\n"));
    }

    @Test
    void saysOfTheAgentWhichClustersAreTooOldForIt() {
        Shell.Result asked = dns("--kind", "agent");
        assertThat(asked.code()).isZero();
        assertThat(asked.err())
                .isEqualTo(
                        "warning: the agent's form is not for cluster paris (Istio 1.7): agents answer DNS from Istio"
                                + " 1.8 on; there tell the cluster's own DNS instead, with --kind coredns or kube-dns\n");
        assertThat(asked.out()).contains("# Not for cluster paris (Istio 1.7): agents before 1.8 answer no DNS.");
        Shell.Result all = dns("--server", "10.96.0.53");
        assertThat(all.err()).as("the other kinds are there").isEmpty();
        assertThat(all.out()).startsWith("# Istio's agent").contains("# Not for cluster paris (Istio 1.7)");
        assertThat(dns("--kind", "agent", "--cluster", "london").err()).isEmpty();
        assertThat(dns("--kind", "agent", "--cluster", "london").out()).doesNotContain("paris");
    }

    @Test
    void leavesTheAgentOutWhereAllClustersAreTooOld() {
        Shell.Result asked = dns("--kind", "agent", "--istio-version", "1.5");
        assertThat(asked)
                .isEqualTo(new Shell.Result(
                        2,
                        "",
                        "error: the agents of all clusters answer no DNS, which came with Istio 1.8: clusters london (Istio"
                                + " 1.5), paris (Istio 1.7); tell the cluster's own DNS instead, with --kind coredns or"
                                + " kube-dns\n"));
        assertThat(dns("--server", "10.96.0.53", "--istio-version", "1.5").out())
                .startsWith("# CoreDNS")
                .doesNotContain("IstioOperator");
    }

    @Test
    void aKindByItselfIsNothingButThatKind() {
        assertThat(dns("--kind", "coredns", "--server", "10.96.0.53:1053", "--server", "fd00::35")
                        .out()
                        .lines()
                        .filter(line -> !line.strip().startsWith("#")))
                .containsExactly(
                        "mesh.internal:53 {",
                        "    errors",
                        "    cache 30 {",
                        "        denial 9984 5",
                        "    }",
                        "    forward . 10.96.0.53:1053 fd00::35",
                        "}");
        assertThat(dns("--kind", "agent").out()).endsWith("ISTIO_META_DNS_CAPTURE: \"true\"\n");
    }

    @Test
    void printsCommandsThatSayTheSameAgain() {
        Shell.Result result = dns(
                "--server",
                "[fd00::35]:1053",
                "--server",
                "10.96.0.53",
                "--reverse",
                "--cluster",
                "london",
                "--istio-version",
                "1.20");
        assertThat(result.out())
                .contains("#   cw install dns -f - --istio-version 1.20 --cluster london --kind agent > agent.yaml\n")
                .contains("#   cw install dns -f - --istio-version 1.20 --cluster london --kind coredns"
                        + " --server '[fd00::35]:1053' --server 10.96.0.53 --reverse >> Corefile\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"coredns", "coredns-custom", "coredns-proxy", "kube-dns", "node-local-dns"})
    void saysOfEveryStubThatPodsOutsideOfTheMeshCannotCallWhatTheyResolve(String kind) {
        assertThat(dns("--kind", kind, "--server", "10.96.0.53").out().replace("\n# ", " "))
                .contains("Pods outside of the mesh get the names resolved as well, and cannot call them");
    }

    @Test
    void listsAllFaultsOfALineAtOnce() {
        Shell.Result result = dns(
                "--kind",
                "kubedns",
                "--server",
                "dns.example",
                "--server",
                "10.96.0.53:99999",
                "--server",
                "10.96.0.53:",
                "--server",
                "[10.96.0.53]:53",
                "--grpc-server",
                "10.96.0.53");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("there is no kind of DNS \"kubedns\"", "did you mean \"kube-dns\"?")
                .contains("not \"dns.example\"; a name would need the very DNS that this sets up")
                .contains("not \"10.96.0.53:99999\"", "not \"10.96.0.53:\"", "not \"[10.96.0.53]:53\"")
                .contains("--grpc-server is an IP address and a port")
                .endsWith("See 'cw install dns --help'.\n");
    }

    @Test
    void wantsServersThatPodsReach() {
        assertThat(dns().err()).contains("name the server that answers for .mesh.internal with --server IP[:PORT]");
        assertThat(dns("--kind", "coredns-grpc").err()).contains("--kind coredns-grpc needs --grpc-server IP:PORT");
        Shell.Result result = dns("--server", "245.1.1.1", "--kind", "agent", "--cluster", "lodnon");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains("no input defines a cluster \"lodnon\", only london, paris; did you mean \"london\"?")
                .contains("server 245.1.1.1 is in the federation's pool of virtual addresses");
    }

    @Test
    void refusesServersThatNoDnsServerOfAClusterCanAskAllAtOnce() {
        Shell.Result result = dns(
                "--server",
                "0.0.0.0",
                "--server",
                "::",
                "--server",
                "224.0.0.53",
                "--server",
                "255.255.255.255:1053",
                "--server",
                "ff02::fb",
                "--server",
                "fe80::35",
                "--server",
                "127.0.0.53",
                "--server",
                "::1",
                "--grpc-server",
                "127.0.0.1:53",
                "--server",
                "10.96.0.53");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .hasSize(9)
                .allMatch(
                        line -> line.endsWith("; name one that pods reach, such as that of the Service before cw dns"));
        assertThat(result.err())
                .contains("error: server 0.0.0.0 is no address that can be asked", "error: server :: is no address")
                .contains(
                        "server 224.0.0.53 is an address of many", "server 255.255.255.255:1053 is an address of many")
                .contains("server ff02::fb is an address of many", "server fe80::35 is link-local")
                .contains("server 127.0.0.53 is the one that asks", "server ::1 is the one that asks")
                .contains("server 127.0.0.1 is the one that asks");
    }

    @Test
    void takesAServerBesideTheOneThatAsksAndSaysWhenThatIsRight() {
        Shell.Result result = dns("--kind", "coredns", "--server", "127.0.0.1:1053", "--server", "169.254.20.11");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("forward . 127.0.0.1:1053 169.254.20.11");
        assertThat(result.err())
                .startsWith("warning: server 127.0.0.1:1053 is in the pod of each DNS server that asks it")
                .hasLineCount(1);
        Shell.Result node = dns("--kind", "node-local-dns", "--server", "127.0.0.1");
        assertThat(node.code()).as("its port 53 is free there").isZero();
        assertThat(node.err()).startsWith("warning: server 127.0.0.1 is in the pod");
    }

    @Test
    void tellsNoKubeDnsOfAPortBesideAnIpv6Address() {
        Shell.Result asked = dns("--kind", "kube-dns", "--server", "[fd00::35]:1053", "--server", "10.96.0.53:1053");
        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.out()).isEmpty();
        assertThat(asked.err())
                .isEqualTo("error: kube-dns does not start with server [fd00::35]:1053, for its dnsmasq takes no port"
                        + " beside an IPv6 address; let it answer at port 53, or at an IPv4 address\n");
        Shell.Result all = dns("--server", "[fd00::35]:1053");
        assertThat(all.code()).isZero();
        assertThat(all.out()).contains("# NodeLocal DNSCache.").doesNotContain("# kube-dns, as in GKE");
        assertThat(all.err())
                .startsWith("warning: kube-dns does not start with server [fd00::35]:1053")
                .contains("its form is left out, and that of NodeLocal DNSCache")
                .hasLineCount(1);
        assertThat(dns("--kind", "node-local-dns", "--server", "[fd00::35]:1053")
                        .err())
                .contains("kube-dns does not start with server [fd00::35]:1053")
                .doesNotContain("left out");
        assertThat(dns("--kind", "kube-dns", "--server", "[fd00::35]:53").out())
                .contains("\"mesh.internal\": [\"fd00::35\"]");
    }

    @Test
    void saysWhichOptionsChangeNothing() {
        Shell.Result result = dns(
                "--kind",
                "agent",
                "--cluster",
                "london",
                "--server",
                "10.96.0.53",
                "--grpc-server",
                "10.96.0.53:8053",
                "--reverse");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEqualTo("""
                warning: --server is not used: it is for --kind coredns, coredns-custom, coredns-proxy, kube-dns,\
                 node-local-dns
                warning: --grpc-server is not used: it is for --kind coredns-grpc
                warning: --reverse is not used: it is for --kind coredns, coredns-custom, coredns-grpc, coredns-proxy,\
                 kube-dns, node-local-dns
                """);
        assertThat(dns("--kind", "coredns", "--server", "10.96.0.53", "--cluster", "paris", "--istio-version", "1.9")
                        .err())
                .isEqualTo("warning: --istio-version 1.9 is not used: it is for clusters that name no version, and"
                        + " cluster paris names Istio 1.7\n");
        assertThat(dns("--kind", "coredns", "--server", "10.96.0.53", "--istio-version", "1.9")
                        .err())
                .as("london names none")
                .isEmpty();
    }

    @Test
    void takesNoOperand() {
        assertThat(dns("london", "--kind", "agent").code()).isEqualTo(2);
    }

    @Test
    void sendsTheNamesOfThePoolsAddressesTooWhenAsked() {
        assertThat(dns("--kind", "coredns", "--server", "10.96.0.53", "--reverse")
                        .out())
                .contains("mesh.internal:53 240.in-addr.arpa:53 241.in-addr.arpa:53 ")
                .contains(" 255.in-addr.arpa:53 {");
    }
}
