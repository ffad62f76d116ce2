package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.ca.MeshIssuer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code cw ca report}, as users run it. */
class CaReportTest extends Authorities {
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
    void hasNoPairsWhereNobodyDependsOnAnother() throws IOException {
        run("ca", "init", "--dir", path("one"));
        run("ca", "issue", "london", "--dir", path("one"));
        assertThat(run("ca", "report", "--dir", path("one")).out()).hasLineCount(2);
        String alone = write("alone.yaml", MESH.replace("backends", "clients: {clusters: [paris]}, backends"));
        assertThat(run("ca", "report", "--dir", path("ca"), "-f", alone).out())
                .endsWith("\n\nNo two clusters depend on each other's certificates.\n");
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
    void showsTheRootOfAnAuthorityThatHasIssuedNothing() {
        run("ca", "init", "--dir", path("new"), "--name", "acme", "--lifetime", "9d");

        Shell.Result report = run("ca", "report", "--dir", path("new"));
        assertThat(report.out())
                .matches("root    CN=Root CA [0-9a-f]{8},O=acme\nuntil   \\S+Z, 9 days\nissued  nothing yet\n");
        assertThat(run("ca", "report", "--dir", path("new"), "-o", "json").out())
                .startsWith("{\n  \"root\": {\n    \"name\": \"CN=Root CA ");
    }
}
