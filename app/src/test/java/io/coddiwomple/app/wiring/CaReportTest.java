package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.ca.MeshIssuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cw ca report}, as users run it. */
class CaReportTest {
    private static final String MESH = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            spec: {istio: {version: "1.30"}, gateways: [{address: 203.0.113.7}]}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: paris}
            spec:
              istio: {version: "1.30", trustDomain: fr.example}
              gateways: [{address: 203.0.113.8}]
              kubeconfig: {path: /etc/kubeconfig, context: par}
            ---
            apiVersion: coddiwomple.io/v1alpha1
            kind: GlobalService
            metadata: {name: web, namespace: shop}
            spec: {ports: [{name: http, number: 80, protocol: HTTP}], backends: [{cluster: paris}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    private final Shell shell = new Shell();

    @BeforeEach
    void issue() {
        for (String authority : List.of("ca", "other")) {
            run("ca", "init", "--dir", path(authority), "--name", authority);
            run("ca", "issue", "london", "--dir", path(authority));
            run("ca", "issue", "paris", "--dir", path(authority));
        }
    }

    private String path(String name) {
        return base.resolve(name).toString();
    }

    private Shell.Result run(String... words) {
        Shell.Result result = shell.run(words);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(base.resolve(name), text).toString();
    }

    @Test
    void saysThatClustersOfOneRootCanTalk() {
        Shell.Result report = run("ca", "report", "--dir", path("ca"));

        assertThat(report.err()).isEmpty();
        assertThat(report.out()
                        .lines()
                        .map(line -> line.replace(path("ca"), "DIR")
                                .replaceAll(" {2,}", "|")
                                .replaceAll("[0-9a-f]{8}", "X")))
                .satisfiesExactly(
                        head -> assertThat(head).isEqualTo("CLUSTER|TRUST DOMAIN|ROOT|SIGNS UNTIL|LEFT|SOURCE"),
                        london -> assertThat(london).matches("london\\|-\\|CN=Root CA X,O=ca\\|\\S+Z\\|730 days\\|DIR"),
                        paris -> assertThat(paris).matches("paris\\|-\\|CN=Root CA X,O=ca\\|\\S+Z\\|730 days\\|DIR"),
                        empty -> assertThat(empty).isEmpty(),
                        pairs -> assertThat(pairs).isEqualTo("FROM|TO|SERVICES|STATE"),
                        there -> assertThat(there).isEqualTo("london|paris|-|good"),
                        back -> assertThat(back).isEqualTo("paris|london|-|good"));
    }

    @Test
    void comparesSecretsFilesAndFolders() throws IOException {
        String secret = write(
                "london.yaml",
                run("ca", "secret", "london", "--dir", path("ca")).out());
        run(
                "ca",
                "report",
                "--from",
                "london=" + secret,
                "--from",
                "paris=" + path("ca/clusters/paris/cert-chain.pem"));

        Shell.Result apart = shell.run(
                "ca", "report", "--from", "london=" + secret, "--from", "paris=" + path("other/clusters/paris"));
        assertThat(apart.code()).isEqualTo(1);
        assertThat(apart.out())
                .contains("cannot talk:", "london does not trust paris: CN=Intermediate CA,L=paris,O=other")
                .contains("it leads to none of the roots CN=Root CA ")
                .containsOnlyOnce("london does not trust paris")
                .endsWith("paris   london  -         cannot talk: as london to paris\n");
        assertThat(shell.run(
                                "ca",
                                "report",
                                "--from",
                                "london=" + secret,
                                "--from",
                                "paris=" + path("other/clusters/paris"),
                                "-o",
                                "json")
                        .out()
                        .split("london does not trust paris", -1))
                .as("programs get the reasons of both")
                .hasSize(3);
    }

    @Test
    void countsOnlyPairsThatShareAService() throws IOException {
        String mesh = write("mesh.yaml", MESH);
        Shell.Result report = shell.run("ca", "report", "--dir", path("ca"), "-f", mesh);

        assertThat(report.code()).isEqualTo(1);
        assertThat(report.out())
                .contains("web.shop  cannot talk:")
                .contains("paris (trust domain fr.example) refuses callers of trust domain cluster.local")
                .doesNotContain("paris    london");

        String trusting =
                write("trusting.yaml", MESH.replace("fr.example}", "fr.example, trustDomainAliases: [cluster.local]}"));
        assertThat(run("ca", "report", "--dir", path("ca"), "-f", trusting).out())
                .contains("london  paris  web.shop  good\n");
    }

    @Test
    void printsTheSameAsJson() throws IOException {
        String mesh = write("mesh.yaml", MESH);
        Shell.Result report = shell.run("ca", "report", "--dir", path("ca"), "-f", mesh, "-o", "json");

        assertThat(report.code()).isEqualTo(1);
        assertThat(report.out())
                .startsWith("{\n  \"root\": {\n    \"name\": \"CN=Root CA ")
                .contains("  \"clusters\": [\n    {\n      \"name\": \"london\",\n")
                .contains("\"name\": \"CN=Intermediate CA,L=paris,O=ca\",\n")
                .contains("\"trustDomain\": \"fr.example\"", "\"daysLeft\": ", "\"renewBy\": ", "\"sha256\": ")
                .contains("\"state\": \"cannot\"", "\"services\": [\n        \"web.shop\"\n      ]")
                .endsWith("}\n");
        // A second later, a day less may be left.
        String again = shell.run("ca", "report", "--dir", path("ca"), "-f", mesh, "-o", "json")
                .out();
        assertThat(again.replaceAll("Left\": [0-9]+", ""))
                .isEqualTo(report.out().replaceAll("Left\": [0-9]+", ""));
    }

    /** Every pair can talk, and yet the input is wrong about a cluster. */
    @Test
    void failsWhereAWorkloadShowsAnotherTrustDomainThanIsDeclared() throws IOException {
        var root = MeshIssuer.EphemeralRoot.make("acme", Instant.now(), Duration.ofDays(9));
        String london = workload(root, "london", "uk.example");
        String paris = workload(root, "paris", "fr.example");
        String mesh = write(
                "mesh.yaml",
                MESH.replace("fr.example}", "fr.example, trustDomainAliases: [uk.example, cluster.local]}"));
        String[] sources = {"ca", "report", "--from", "london=" + london, "--from", "paris=" + paris};
        Shell.Result report = shell.run(
                Stream.concat(Arrays.stream(sources), Stream.of("-f", mesh)).toList());

        assertThat(report.code()).isEqualTo(1);
        assertThat(report.err())
                .startsWith(
                        "warning CW6018 " + mesh + ":3:18 cluster london has trust domain cluster.local here, and the"
                                + " workload at " + london + " has uk.example; ");
        assertThat(report.out()).containsPattern("london +uk.example ").contains("london  paris  web.shop  good\n");
        assertThat(shell.run(Stream.concat(Arrays.stream(sources), Stream.of("-f", mesh, "-o", "json"))
                                .toList())
                        .out()
                        .replaceAll("\\s+", " "))
                .contains("\"trustDomain\": \"cluster.local\"", "\"seenTrustDomains\": [ \"uk.example\" ]");

        Shell.Result alone = shell.run(sources);
        assertThat(alone.code()).isEqualTo(1);
        assertThat(alone.err()).isEmpty();
        assertThat(alone.out())
                .containsPattern("london +uk.example .*\nparis +fr.example ")
                .contains("not known:", "takes callers of trust domain uk.example");
    }

    private String workload(MeshIssuer.EphemeralRoot root, String cluster, String trustDomain) throws IOException {
        var workload = root.issuer(cluster).issue(URI.create("spiffe://" + trustDomain + "/ns/shop/sa/web"));
        return write(cluster + ".pem", workload.chain() + workload.roots());
    }

    @Test
    void saysWhatIsNotKnownOfACluster() throws IOException {
        String mesh = write("mesh.yaml", MESH);
        Shell.Result report = shell.run("ca", "report", "--from", "london=" + path("ca/clusters/london"), "-f", mesh);

        assertThat(report.code()).isEqualTo(1);
        assertThat(report.out()).contains("nothing says what signs for paris", "nothing says what paris trusts");
    }

    @Test
    void listsEverythingThatCannotBeRead() throws IOException {
        String empty = write("empty.yaml", "kind: Deployment\n");
        Shell.Result report = shell.run(
                "ca", "report", "--from", "a=" + empty, "--from", "b=" + path("none"), "--dir", path("nowhere"));

        assertThat(report.code()).isEqualTo(2);
        assertThat(report.out()).isEmpty();
        assertThat(report.err().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("error CW6016 " + empty))
                .anyMatch(line -> line.startsWith("error CW1001 " + path("none") + " the certificates cannot be read"))
                .anyMatch(line -> line.startsWith("error CW6001 " + path("nowhere")));
    }

    @Test
    void refusesClustersThatNoInputDefines() throws IOException {
        String mesh = write("mesh.yaml", MESH);
        Shell.Result report = shell.run(
                "ca", "report", "-f", mesh, "--from", "lodnon=" + path("ca/clusters/london"), "--endpoint", "pari=h:1");

        assertThat(report.code()).isEqualTo(2);
        assertThat(report.err().lines())
                .containsExactly(
                        "error: --from: there is no cluster \"lodnon\" in the input; did you mean \"london\"?",
                        "error: --endpoint: there is no cluster \"pari\" in the input; did you mean \"paris\"?");
    }

    @Test
    void tellsOfEveryServerThatDoesNotAnswer() {
        Shell.Result report = shell.run(
                "ca", "report", "--dir", path("ca"), "--endpoint", "london=127.0.0.1:9", "--endpoint", "paris=[::1]:9");

        assertThat(report.code()).isEqualTo(1);
        assertThat(report.err())
                .contains("error: 127.0.0.1:9 shows no certificate: ", "error: [::1]:9 shows no certificate: ");
        assertThat(report.out()).contains("london  paris");
    }

    @Test
    void refusesWhatIsNoEndpoint() {
        for (String wrong : List.of(
                "london",
                "=h:1",
                "london=h",
                "london=:1",
                "london=h:0",
                "london=h:65536",
                "london=h:x",
                "london=::1:9",
                "london=h:1/",
                "london=h:1/a b")) {
            assertThat(shell.run("ca", "report", "--endpoint", wrong).err())
                    .as(wrong)
                    .startsWith("error: --endpoint is CLUSTER=HOST:PORT");
        }
        assertThat(shell.run("ca", "report", "-o", "yaml", "--from", "x").err().lines())
                .containsExactly(
                        "error: there is no output format \"yaml\", only table, json",
                        "error: --from is CLUSTER=PATH, such as london=cacerts.yaml, not \"x\"",
                        "See 'cw ca report --help'.");
    }

    @Test
    void warnsOfASecretThatWasMadeForAnotherCluster() throws IOException {
        String secret = write(
                "london.yaml",
                run("ca", "secret", "london", "--dir", path("ca")).out());
        Shell.Result report = shell.run("ca", "report", "--from", "paris=" + secret);

        assertThat(report.err())
                .startsWith("warning CW6018 " + secret + ":1:1 this object is given as cluster paris's");
    }

    @Test
    void reportsOfTheOthersWhereOneSetIsDamaged() throws IOException {
        run("ca", "issue", "tokyo", "--dir", path("ca"));
        run("ca", "issue", "oslo", "--dir", path("ca"));
        Files.delete(base.resolve("ca/clusters/paris/ca-key.pem"));
        Files.createDirectory(base.resolve("ca/clusters/paris/ca-key.pem"));
        Files.delete(base.resolve("ca/clusters/tokyo"));
        Files.createSymbolicLink(base.resolve("ca/clusters/tokyo"), Path.of("../issued/gone"));
        Shell.Result report = shell.run("ca", "report", "--dir", path("ca"));

        assertThat(report.code()).isEqualTo(1);
        assertThat(report.out())
                .containsPattern("london +- +CN=Root CA .* 730 days ")
                .containsPattern("paris +- +- +- +- +" + path("ca") + "\n")
                .containsPattern("tokyo +- +- +- +- +" + path("ca") + "\n")
                .containsPattern("london +oslo +- +good\n")
                .containsPattern("london +paris +- +not known:\n +nothing says what signs for paris\n");
        assertThat(report.err().lines())
                .containsExactly(
                        "error CW1001 " + path("ca/clusters/paris/ca-key.pem") + " cannot be read: Is a directory",
                        "error CW6007 " + path("ca/clusters/tokyo") + " this link leads nowhere: the set of files is"
                                + " missing; put it back into " + path("ca/issued")
                                + ", or issue to the cluster again");

        Shell.Result faulty = shell.run("ca", "report", "--dir", path("ca"), "--from", "b=" + path("none"));
        assertThat(faulty.code()).isEqualTo(2);
        assertThat(faulty.err().lines()).as("all at once").hasSize(3);
    }

    @Test
    void showsTheRootOfAnAuthorityThatHasIssuedNothing() {
        run("ca", "init", "--dir", path("new"), "--name", "acme", "--lifetime", "9d");

        Shell.Result report = run("ca", "report", "--dir", path("new"));
        assertThat(report.out())
                .matches("root    CN=Root CA [0-9a-f]{8},O=acme\nuntil   \\S+Z, 9 days\nissued  nothing yet\n");
        assertThat(run("ca", "report", "--dir", path("new"), "-o", "json").out())
                .startsWith("{\n  \"root\": {\n    \"name\": \"CN=Root CA ");
    }

    @Test
    void findsOneKeyInTwoClusters() throws IOException {
        String secret = write(
                "london.yaml",
                run("ca", "secret", "london", "--dir", path("ca")).out());
        Shell.Result report = shell.run(
                "ca", "report", "--from", "london=" + secret, "--from", "paris=" + path("ca/clusters/london"));

        assertThat(report.code()).isEqualTo(1);
        assertThat(report.out()).contains("london  paris   -         good\n");
        assertThat(report.err())
                .contains("error CW6019 " + path("ca/clusters/london")
                        + " clusters london and paris sign with one private key, that of CN=Intermediate CA,L=london");
    }

    @Test
    void printsNoSecretOfAnotherCluster() throws IOException {
        Files.delete(base.resolve("ca/clusters/paris"));
        Files.createSymbolicLink(
                base.resolve("ca/clusters/paris"), Files.readSymbolicLink(base.resolve("ca/clusters/london")));
        Shell.Result secret = shell.run("ca", "secret", "paris", "--dir", path("ca"));

        assertThat(secret.code()).isEqualTo(2);
        assertThat(secret.out()).isEmpty();
        assertThat(secret.err()).startsWith("error CW6019 ").contains("made for cluster london", "cw ca issue paris");
    }
}
