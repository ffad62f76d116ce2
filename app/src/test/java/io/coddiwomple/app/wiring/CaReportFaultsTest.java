package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code cw ca report} says of what it should not have been given. */
class CaReportFaultsTest extends Authorities {
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
