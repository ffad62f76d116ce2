package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Options;
import io.coddiwomple.spec.Specs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TrustReportTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    private Bench authority(String name) {
        return new Bench(base.resolve(name)).withRoot();
    }

    private static Observation of(Bench bench, String cluster) {
        return Observation.of(bench.goodBundle(cluster), "ca");
    }

    private static Federation federation(String yaml) {
        var problems = new Problems();
        Federation federation = Specs.read(
                List.of(new Input("mesh.yaml", yaml.getBytes(StandardCharsets.UTF_8), new Input.Resources())),
                Options.NONE,
                problems);
        assertThat(federation).as(() -> problems.sorted().toString()).isNotNull();
        return Objects.requireNonNull(federation);
    }

    private static String cluster(String name, String istio) {
        return """
                apiVersion: coddiwomple.io/v1alpha1
                kind: Cluster
                metadata: {name: %s}
                spec: {istio: {%s}, gateways: [{address: 203.0.113.7}]}
                ---
                """.formatted(name, istio);
    }

    private static String service(String name, String spec) {
        return """
                apiVersion: coddiwomple.io/v1alpha1
                kind: GlobalService
                metadata: {name: %s, namespace: shop}
                spec: {ports: [{name: http, number: 80, protocol: HTTP}], %s}
                ---
                """.formatted(name, spec);
    }

    private static List<String> states(TrustReport report) {
        return report.pairs().stream()
                .map(pair -> pair.from() + " " + pair.to() + " " + pair.state() + " " + pair.services())
                .toList();
    }

    @Test
    void judgesEveryPairWhenNoServicesAreKnown() {
        Bench bench = authority("a").withClusters("london", "paris", "tokyo");
        TrustReport report =
                TrustReport.of(null, List.of(of(bench, "tokyo"), of(bench, "london"), of(bench, "paris")), bench.now());

        assertThat(states(report))
                .containsExactly(
                        "london paris GOOD []",
                        "london tokyo GOOD []",
                        "paris london GOOD []",
                        "paris tokyo GOOD []",
                        "tokyo london GOOD []",
                        "tokyo paris GOOD []");
        assertThat(report.isGood()).isTrue();
        assertThat(report.observations()).extracting(Observation::cluster).containsExactly("london", "paris", "tokyo");
    }

    @Test
    void judgesOnlyPairsThatShareAService() {
        Bench bench = authority("a").withClusters("london", "paris", "tokyo");
        Federation federation = federation(cluster("london", "")
                + cluster("paris", "")
                + cluster("tokyo", "")
                + service("web", "backends: [{cluster: paris}], clients: {clusters: [london]}")
                + service("api", "backends: [{cluster: paris}], clients: {clusters: [london, paris]}"));
        TrustReport report = TrustReport.of(federation, List.of(of(bench, "london"), of(bench, "paris")), bench.now());

        assertThat(states(report)).containsExactly("london paris GOOD [api.shop, web.shop]");
    }

    /** Where the gateway ends the call, no workload shows a certificate to another mesh. */
    @Test
    void passesOverServicesWithoutMutualTrust() {
        Federation federation = federation(cluster("london", "")
                + cluster("paris", "")
                + service("web", "shape: ingress, backends: [{cluster: paris}], clients: {clusters: [london]}"));

        assertThat(TrustReport.of(federation, List.of(), Bench.START).pairs()).isEmpty();
    }

    @Test
    void saysThatRootsDiffer() {
        Bench one = authority("one").withClusters("london");
        Bench other = authority("other").withClusters("paris");
        TrustReport report = TrustReport.of(null, List.of(of(one, "london"), of(other, "paris")), one.now());

        assertThat(report.isGood()).isFalse();
        assertThat(report.pairs()).allSatisfy(pair -> {
            assertThat(pair.state()).isEqualTo(TrustReport.State.CANNOT);
            assertThat(pair.reasons())
                    .hasSize(2)
                    .anyMatch(reason -> reason.matches("london does not trust paris: CN=Intermediate CA,L=paris,O=acme"
                            + " \\([0-9a-f]{8}\\) from ca, it leads to none of the roots CN=Root CA [0-9a-f]{8},O=acme"
                            + " from ca"))
                    .anyMatch(reason -> reason.startsWith("paris does not trust london: "));
        });
    }

    @Test
    void saysThatOneSideOnlyTrustsBothRoots() {
        Bench one = authority("one").withClusters("london");
        Bench other = authority("other").withClusters("paris");
        var roots = new ArrayList<>(of(one, "london").roots());
        roots.addAll(of(other, "paris").roots());
        var london = new Observation("london", "ca", of(one, "london").chain(), roots, false);
        TrustReport report = TrustReport.of(null, List.of(london, of(other, "paris")), one.now());

        assertThat(report.pairs())
                .allSatisfy(pair -> assertThat(pair.reasons())
                        .singleElement()
                        .asString()
                        .startsWith("paris does not trust london: "));
    }

    @Test
    void saysThatAChainHasExpired() {
        Bench bench = authority("a").withClusters("paris");
        bench.issue("london", Lifetime.ofDays(10));
        List<Observation> observations = List.of(of(bench, "london"), of(bench, "paris"));
        TrustReport report = TrustReport.of(null, observations, bench.now().plus(Duration.ofDays(11)));

        assertThat(report.pairs())
                .allSatisfy(pair -> assertThat(pair.reasons())
                        .singleElement()
                        .asString()
                        .contains("paris does not trust london: ", "its chain has expired: CN=Intermediate CA,L=london")
                        .contains("was valid until 2026-03-11T12:00:00Z"));

        TrustReport ended = TrustReport.of(null, observations, bench.now().plus(Duration.ofDays(20_000)));
        assertThat(ended.isGood()).isFalse();
    }

    @Test
    void saysThatEveryRootHasExpired() {
        Bench bench = authority("a").withClusters("london");
        Bench brief = new Bench(base.resolve("brief"));
        brief.makeRoot(false, Algorithm.ECDSA_P256, Lifetime.ofDays(10));
        brief.withClusters("paris");
        TrustReport report = TrustReport.of(
                null,
                List.of(of(bench, "london"), of(brief, "paris")),
                bench.now().plus(Duration.ofDays(11)));

        assertThat(report.pairs().getFirst().reasons())
                .anyMatch(reason -> reason.contains("every root that it could lead to has expired"));
    }

    @Test
    void saysWhatIsNotKnown() {
        Bench bench = authority("a").withClusters("london");
        Federation federation = federation(cluster("london", "")
                + cluster("paris", "")
                + service("web", "backends: [{cluster: paris}], clients: {clusters: [london]}"));
        TrustReport report = TrustReport.of(federation, List.of(of(bench, "london")), bench.now());

        assertThat(report.isGood()).isFalse();
        assertThat(report.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.state()).isEqualTo(TrustReport.State.UNKNOWN);
            assertThat(pair.reasons())
                    .containsExactly("nothing says what signs for paris", "nothing says what paris trusts");
        });
    }

    @Test
    void saysThatTheServingSideRefusesATrustDomain() {
        Bench bench = authority("a").withClusters("london", "paris");
        List<Observation> observations = List.of(of(bench, "london"), of(bench, "paris"));
        String services = service("web", "backends: [{cluster: paris}], clients: {clusters: [london]}");
        TrustReport refused = TrustReport.of(
                federation(cluster("london", "trustDomain: uk.example") + cluster("paris", "") + services),
                observations,
                bench.now());
        assertThat(refused.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.state()).isEqualTo(TrustReport.State.CANNOT);
            assertThat(pair.reasons())
                    .containsExactly(
                            "paris (trust domain cluster.local) refuses callers of trust domain uk.example: list"
                                    + " it in trustDomainAliases of the mesh config there and of the Cluster");
        });

        TrustReport taken = TrustReport.of(
                federation(cluster("london", "trustDomain: uk.example")
                        + cluster("paris", "trustDomainAliases: [uk.example]")
                        + services),
                observations,
                bench.now());
        assertThat(taken.isGood()).isTrue();
    }

    private static Observation shown(Bench bench, String cluster, String trustDomain)
            throws GeneralSecurityException, Unreadable {
        String identity = "spiffe://" + trustDomain + "/ns/shop/sa/web";
        var workload = Workload.below(bench.goodBundle(cluster), identity, bench.now());
        return Observation.ofShown(cluster, cluster + ":443", workload.chain());
    }

    private static Observation istiod(Bench bench, String cluster) throws GeneralSecurityException, Unreadable {
        var server = Workload.below(bench.goodBundle(cluster), "https://istiod.istio-system.svc", bench.now());
        return Observation.ofShown(cluster, cluster + ":15012", server.chain());
    }

    /** While a root is replaced, istiod shows the root that it signs with, and trusts another one too. */
    @Test
    void takesTheRootThatIstiodShowsForOneOfSeveral() throws GeneralSecurityException, Unreadable {
        Bench bench = authority("a").withClusters("london", "paris");
        for (int step = 0; step < 3; step++) {
            assertThat(bench.rotate()).isNotNull();
        }
        List<Observation> shown = List.of(istiod(bench, "london"), istiod(bench, "paris"));
        TrustReport alone = TrustReport.of(null, shown, bench.now());
        assertThat(alone.pairs()).hasSize(2).allSatisfy(pair -> {
            assertThat(pair.state()).isEqualTo(TrustReport.State.UNKNOWN);
            assertThat(pair.reasons())
                    .hasSize(2)
                    .anyMatch(reason -> reason.startsWith(
                            "london may trust more roots than this istiod shows, and without them not paris: "));
        });
        var withFolder = new ArrayList<>(shown);
        withFolder.add(of(bench, "london"));
        withFolder.add(of(bench, "paris"));
        assertThat(TrustReport.of(null, withFolder, bench.now()).isGood()).isTrue();
    }

    /** What a workload shows is what the other side checks, whatever the input says. */
    @Test
    void judgesByTheTrustDomainThatWorkloadsShow() throws GeneralSecurityException, Unreadable {
        Bench bench = authority("a").withClusters("london", "paris");
        String services = service("web", "backends: [{cluster: paris}], clients: {clusters: [london]}");
        Federation same = federation(cluster("london", "") + cluster("paris", "") + services);

        TrustReport refused =
                TrustReport.of(same, List.of(shown(bench, "london", "uk.example"), of(bench, "paris")), bench.now());
        assertThat(refused.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.state()).isEqualTo(TrustReport.State.CANNOT);
            assertThat(pair.reasons())
                    .containsExactly("paris (trust domain cluster.local) refuses callers of trust domain uk.example, as"
                            + " london:443 shows: list it in trustDomainAliases of the mesh config there and of the"
                            + " Cluster");
        });

        List<Observation> bothMoved =
                List.of(shown(bench, "london", "uk.example"), shown(bench, "paris", "uk.example"));
        assertThat(TrustReport.of(same, bothMoved, bench.now()).isGood()).isTrue();
        Federation taking =
                federation(cluster("london", "") + cluster("paris", "trustDomainAliases: [uk.example]") + services);
        assertThat(TrustReport.of(
                                taking,
                                List.of(shown(bench, "london", "uk.example"), shown(bench, "paris", "fr.example")),
                                bench.now())
                        .isGood())
                .isTrue();
    }

    @Test
    void namesWorkloadsByTheirIdentity() throws GeneralSecurityException, Unreadable {
        Bench one = authority("one").withClusters("london");
        Bench other = authority("other").withClusters("paris");
        TrustReport report =
                TrustReport.of(null, List.of(of(one, "london"), shown(other, "paris", "cluster.local")), one.now());

        assertThat(report.pairs().getFirst().reasons())
                .anyMatch(reason -> reason.matches("london does not trust paris: spiffe://cluster.local/ns/shop/sa/web"
                        + " \\([0-9a-f]{8}\\) from paris:443, it leads to none of the roots .*"));
    }

    /** One workload that was restarted and one that was not: calls of both must be taken. */
    @Test
    void judgesByEveryTrustDomainThatWorkloadsOfAClusterShow() throws GeneralSecurityException, Unreadable {
        Bench bench = authority("a").withClusters("london", "paris");
        Federation federation = federation(cluster("london", "")
                + cluster("paris", "")
                + service("web", "backends: [{cluster: paris}], clients: {clusters: [london]}"));
        List<Observation> observations = List.of(
                shown(bench, "london", "cluster.local"), shown(bench, "london", "uk.example"), of(bench, "paris"));

        assertThat(TrustReport.of(federation, observations, bench.now()).pairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.reasons()).hasSize(1).allMatch(line -> line.contains("uk.example")));
    }

    @Test
    void doesNotKnowAliasesWithoutAFederation() throws GeneralSecurityException, Unreadable {
        Bench bench = authority("a").withClusters("london", "paris");
        List<Observation> differing =
                List.of(shown(bench, "london", "uk.example"), shown(bench, "paris", "fr.example"));
        TrustReport report = TrustReport.of(null, differing, bench.now());

        assertThat(report.pairs())
                .hasSize(2)
                .allMatch(pair -> pair.state() == TrustReport.State.UNKNOWN)
                .first()
                .satisfies(pair -> assertThat(pair.reasons())
                        .containsExactly("whether paris (trust domain fr.example, as paris:443 shows) takes callers of"
                                + " trust domain uk.example, as london:443 shows: its trustDomainAliases decide, and -f"
                                + " tells them"));
        List<Observation> alike = List.of(shown(bench, "london", "uk.example"), shown(bench, "paris", "uk.example"));
        assertThat(TrustReport.of(null, alike, bench.now()).isGood()).isTrue();
    }

    /** The files have the new root, the running mesh does not yet: only what both agree on counts. */
    @Test
    void wantsAllSourcesToAgree() {
        Bench bench = authority("a").withClusters("london", "paris");
        List<Observation> before = List.of(of(bench, "london"), of(bench, "paris"));
        bench.makeRoot(true, Algorithm.ECDSA_P256, Lifetime.ofDays(3650));
        bench.withClusters("london", "paris");
        List<Observation> after = List.of(of(bench, "london"), of(bench, "paris"));

        assertThat(TrustReport.of(null, before, bench.now()).isGood()).isTrue();
        assertThat(TrustReport.of(null, after, bench.now()).isGood()).isTrue();
        var mixed = new ArrayList<>(before);
        mixed.addAll(after);
        assertThat(TrustReport.of(null, mixed, bench.now()).isGood()).isFalse();
    }

    /** Two hundred clusters are 39,800 pairs; what is verified is verified once. */
    @Test
    @Timeout(30)
    void judgesTwoHundredClustersInSeconds() {
        Bench bench = authority("a").withClusters("c0", "c1");
        var observations = new ArrayList<Observation>();
        for (int i = 0; i < 200; i++) {
            Observation one = of(bench, "c" + i % 2);
            observations.add(new Observation("cluster-" + i, "ca", one.chain(), one.roots(), false));
        }
        TrustReport report = TrustReport.of(null, observations, bench.now());

        assertThat(report.pairs()).hasSize(39_800);
        assertThat(report.isGood()).isTrue();
    }
}
