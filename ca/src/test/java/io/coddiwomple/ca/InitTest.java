package io.coddiwomple.ca;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path base;

    private Bench bench() {
        return new Bench(base);
    }

    @Test
    void makesARootThatOpensslTakesForOne() {
        Bench bench = bench();
        Root root = bench.good(bench.makeRoot());

        assertThat(bench.said()).isEmpty();
        Openssl openssl = new Openssl(bench.folder());
        String text = openssl.output("x509", "-in", "root/root-cert.pem", "-noout", "-text");
        assertThat(text)
                .contains(
                        "Version: 3", "Basic Constraints: critical\n", "CA:TRUE\n", "Subject: O = acme, CN = Root CA ")
                .containsPattern("Key Usage: critical\\s+Certificate Sign, CRL Sign\n")
                .contains("Subject Key Identifier")
                .contains("NIST CURVE: P-256", "ecdsa-with-SHA256");
        String now = Long.toString(Bench.START.getEpochSecond());
        assertThat(openssl.run(
                                "verify",
                                "-attime",
                                now,
                                "-x509_strict",
                                "-CAfile",
                                "root/root-cert.pem",
                                "root/root-cert.pem")
                        .text())
                .isEqualTo("root/root-cert.pem: OK\n");
        assertThat(openssl.output("x509", "-in", "root/root-cert.pem", "-noout", "-fingerprint", "-sha256"))
                .isEqualTo("sha256 Fingerprint=" + root.fingerprint() + "\n");
        assertThat(openssl.output("pkey", "-in", "root/root-key.pem", "-pubout"))
                .isEqualTo(openssl.output("x509", "-in", "root/root-cert.pem", "-noout", "-pubkey"));
        assertThat(root.algorithm()).isEqualTo("ecdsa-p256");
    }

    @Test
    void isValidForTenYearsFromAnHourAgo() {
        Bench bench = bench();
        Root root = bench.good(bench.makeRoot());

        assertThat(root.validity().from()).isEqualTo(Bench.START.minus(Duration.ofHours(1)));
        assertThat(root.validity().to()).isEqualTo(Bench.START.plus(Duration.ofDays(3650)));
    }

    @Test
    void keepsEverythingForItsOwner() throws IOException {
        Bench bench = bench().withRoot().withClusters("london");

        Map<String, String> tree = bench.tree();
        assertThat(tree.keySet())
                .filteredOn(name -> name.startsWith("ca"))
                .allSatisfy(name -> assertThat(tree.get(name)).matches("(?s)(rwx------|rw------- .*|-> .*)"));
        assertThat(Files.readString(bench.file(".gitignore"))).isEqualTo("*\n");
    }

    @Test
    void makesFoldersAboveItsOwn() {
        Bench bench = new Bench(base.resolve("a/b"));

        assertThat(bench.makeRoot()).isNotNull();
        assertThat(bench.file("root/root-cert.pem")).exists();
    }

    @Test
    void leavesNothingOfARootThatWasNotMade() throws IOException {
        Bench bench = new Bench(base.resolve("a/b")).later(Duration.ofDays(-365));
        assertThat(bench.makeRoot()).isNull();
        assertThat(bench.said())
                .containsExactly("error CW6011 ca the clock says 2025-03-01T12:00:00Z, before this program was written;"
                        + " set the clock of this machine, for what is issued with a wrong one is refused elsewhere");
        assertThat(base.resolve("a")).doesNotExist();

        Path empty = Files.createDirectories(
                bench.folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertThat(bench.makeRoot()).isNull();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void takesAnEmptyFolderOfItsOwner() throws IOException {
        Files.createDirectory(
                base.resolve("ca"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));

        assertThat(bench().makeRoot()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx---r--", "rwx----w-", "rwxrwxrwx", "rwx--x---"})
    void refusesAFolderThatOthersMayUse(String permissions) {
        Bench bench = bench().withRoot();
        bench.permissions("", permissions);
        Map<String, String> before = bench.tree();

        assertThat(bench.issue("london")).isNull();
        assertThat(bench.said())
                .containsExactly(
                        "error CW6003 ca this folder is for private keys, and others than its owner may use it ("
                                + permissions + "); run chmod 700 ca");
        assertThat(bench.makeRoot(true, Algorithm.ECDSA_P256, Lifetime.ofDays(1)))
                .isNull();
        assertThat(bench.rotate()).isNull();
        assertThat(bench.tree()).isEqualTo(before);
    }

    @Test
    void listsEverythingThatIsWrongWithAFolderAtOnce() throws IOException {
        Files.createDirectory(base.resolve("ca"));
        Files.setPosixFilePermissions(base.resolve("ca"), PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : List.of("a", "b", "c", "d", "e")) {
            Files.writeString(base.resolve("ca").resolve(name), "");
        }
        Bench bench = bench();
        Map<String, String> before = bench.tree();

        assertThat(bench.makeRoot()).isNull();
        assertThat(bench.said())
                .containsExactly(
                        "error CW6002 ca this folder is neither empty nor an authority of cw ca, it holds a, b, c and 2"
                                + " more; name an empty or a new one with --dir",
                        "error CW6003 ca this folder is for private keys, and others than its owner may use it"
                                + " (rwxr-xr-x); run chmod 700 ca");
        assertThat(bench.tree()).isEqualTo(before);
    }

    @Test
    void refusesAFileInPlaceOfAFolder() throws IOException {
        Files.writeString(base.resolve("ca"), "mine");
        Bench bench = bench();

        assertThat(bench.makeRoot()).isNull();
        assertThat(bench.said()).singleElement().asString().startsWith("error CW6002 ca this is a file");
        assertThat(Files.readString(base.resolve("ca"))).isEqualTo("mine");
    }

    @Test
    void refusesAnAuthorityAmongWhichSomebodyPutFiles() throws IOException {
        Bench bench = bench().withRoot();
        Files.writeString(bench.file("notes.txt"), "");
        Map<String, String> before = bench.tree();

        assertThat(bench.issue("london")).isNull();
        assertThat(bench.said())
                .containsExactly("error CW6002 ca this folder of private keys also holds what cw did not put there:"
                        + " notes.txt; move it away");
        assertThat(bench.tree()).isEqualTo(before);
    }

    @Test
    void refusesAFolderOfANewerVersion() {
        Bench bench = bench().withRoot();
        bench.overwrite(".cw-ca", "layout: 2\n");

        assertThat(bench.issue("london")).isNull();
        assertThat(bench.said()).singleElement().asString().startsWith("error CW6002 ca/.cw-ca this is not what this");
    }

    @Test
    void neverOverwritesARootUnlessForced() {
        Bench bench = bench().withRoot();
        Map<String, String> before = bench.tree();

        assertThat(bench.makeRoot()).isNull();
        assertThat(bench.said())
                .singleElement()
                .asString()
                .startsWith("error CW6005 ca/root there is a root already")
                .contains("cw ca rotate", "--force");
        assertThat(bench.tree()).isEqualTo(before);
    }

    @Test
    void keepsTheRootBeforeWhenForced() {
        Bench bench = bench().withRoot();
        String first = bench.read("root/root-key.pem");
        Map<String, String> before = bench.tree();

        assertThat(bench.makeRoot(true, Algorithm.ECDSA_P256, Lifetime.ofDays(3650)))
                .isNotNull();

        assertThat(bench.read("root/root-key.pem")).isNotEqualTo(first);
        Map<String, String> after = bench.tree();
        before.remove("ca/root");
        assertThat(after).containsAllEntriesOf(before);
        assertThat(bench.names("roots")).hasSize(2);
    }

    @Test
    void refusesAThirdRootWhileOneIsReplaced() {
        Bench bench = bench().withRoot();
        assertThat(bench.rotate()).isNotNull();

        assertThat(bench.makeRoot(true, Algorithm.ECDSA_P256, Lifetime.ofDays(1)))
                .isNull();
        assertThat(bench.said()).singleElement().asString().startsWith("error CW6015 ca/next-root the root of this");
    }

    @Test
    void goesOnWhereAProcessWasKilled() throws IOException {
        Bench bench = bench();
        Files.createDirectory(
                bench.folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(bench.file(".pending-.cw-ca"), "# A cert");
        assertThat(bench.makeRoot()).isNotNull();

        Files.createDirectory(bench.file("roots/.pending-root-x"));
        Files.writeString(bench.file("roots/.pending-root-x/root-key.pem"), "half a key");
        Files.createSymbolicLink(bench.file(".pending-root"), Path.of("roots/none"));
        assertThat(bench.issue("london")).isNotNull();
        assertThat(bench.tree().keySet()).noneMatch(name -> name.contains(".pending-"));
    }

    @Test
    void letsNobodyElseWriteAtTheSameTime() {
        Bench bench = bench().withRoot();

        bench.reading(authority -> {
            AuthorityFolder locked = Objects.requireNonNull(
                    AuthorityFolder.openLocked(bench.folder().toString(), new Problems()));
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> bench.issue("london")))
                    .hasMessageContaining("another cw ca is at work in ");
            locked.close();
            return null;
        });
        assertThat(bench.issue("london")).isNotNull();
    }

    @Test
    void hasNamesThatDifferForTwoRoots() {
        Bench bench = bench();
        Root first = bench.good(bench.makeRoot());
        Root second = bench.good(bench.makeRoot(true, Algorithm.ECDSA_P256, Lifetime.ofDays(3650)));

        assertThat(first.certificate().getSubjectX500Principal())
                .isNotEqualTo(second.certificate().getSubjectX500Principal());
    }

    @Test
    void seesAClockThatWentBack() {
        Bench bench = bench().withRoot();
        bench.later(Duration.ofDays(-400));
        Map<String, String> before = bench.tree();

        assertThat(bench.issue("london")).isNull();
        assertThat(bench.said())
                .anyMatch(line -> line.startsWith("error CW6011 ca/root/root-cert.pem this certificate was made at "
                        + Bench.START + ", and now the clock says " + Instant.parse("2025-01-25T12:00:00Z")));
        assertThat(bench.tree()).isEqualTo(before);
    }

    /** Copies that leave out links have the roots and no word of which one counts. */
    @Test
    void makesNoOtherRootWhereOnlyTheLinkIsMissing() throws IOException {
        Bench bench = bench().withRoot();
        Path kept = Files.readSymbolicLink(bench.file("root"));
        Files.delete(bench.file("root"));

        assertThat(bench.makeRoot()).isNull();
        assertThat(bench.said())
                .singleElement()
                .asString()
                .startsWith("error CW6005 ca/roots the link root is missing")
                .contains("ln -s " + kept + " ca/root", "--force");
        assertThat(bench.issue("london")).isNull();
        assertThat(bench.said()).singleElement().asString().contains("CW6001", "ln -s " + kept + " ca/root");

        Files.createSymbolicLink(bench.file("root"), kept);
        assertThat(bench.issue("london")).isNotNull();
    }
}
