package io.coddiwomple.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** {@code cw ca} as a process of its own: the guide's commands as written, the environment, full disks. */
class CaGuideTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String CW = "cw() { \"$CW\" \"$@\"; }\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Distribution distribution;

    @BeforeEach
    void build() {
        Distribution.built();
        distribution = new Distribution(folder);
    }

    @Test
    void theCommandsOfTheGuideWorkInTheirOrder() throws IOException, InterruptedException {
        var script = new StringBuilder("set -e\n" + CW);
        Matcher blocks = BLOCK.matcher(Files.readString(Distribution.root().resolve("docs/guide/ca.md")));
        while (blocks.find()) {
            script.append(blocks.group(1));
        }
        Distribution.Result result = distribution.run(script.toString());

        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "cluster      paris\n",
                        "london  paris   -         good\n",
                        "done: let every cluster trust both roots");
    }

    @Test
    void takesThePassphraseFromTheEnvironment() throws IOException, InterruptedException {
        Map<String, String> secret = Map.of("CW_CA_PASSPHRASE", "correct horse bättery");
        assertThat(distribution.run(CW + "cw ca init --dir ca", secret).out()).contains("ecdsa-p256, encrypted");
        assertThat(distribution.run(CW + "cw ca issue london --dir ca", secret).code())
                .isZero();
        Distribution.Result without = distribution.run(CW + "cw ca issue london --dir ca");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err()).startsWith("error CW6006 ");
        assertThat(distribution
                        .run("openssl pkcs8 -in ca/root/root-key.pem -passin env:CW_CA_PASSPHRASE", secret)
                        .out())
                .startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    @EnabledIf("io.coddiwomple.it.process.ProcessTest#canMount")
    void leavesAnAuthorityAloneWhenTheDiskIsFullOrReadOnly() throws IOException, InterruptedException {
        Distribution.Result result = distribution.run(CW + """
                mkdir small && mount -t tmpfs -o size=80k tmpfs small || exit 77
                trap 'umount small' EXIT
                cw ca init -q --dir small/ca > /dev/null && cw ca issue london -q --dir small/ca > /dev/null
                before=$(find small/ca | sort; cat small/ca/clusters/london/* small/ca/root/*)
                dd if=/dev/zero of=small/ballast bs=1k 2> /dev/null
                cw ca issue london --dir small/ca; echo "code $?"
                cw ca issue paris --dir small/ca; echo "code $?"
                cw ca init --force --dir small/ca; echo "code $?"
                cw ca rotate --start --dir small/ca; echo "code $?"
                rm small/ballast
                mount -o remount,ro small
                cw ca issue london --dir small/ca; echo "code $?"
                after=$(find small/ca | sort; cat small/ca/clusters/london/* small/ca/root/*)
                [ "$before" = "$after" ] && echo unchanged
                cw ca secret london --dir small/ca > /dev/null && echo readable
                """);
        assertThat(result.out().replace("code 1\n", "1 "))
                .as(result.err())
                .isEqualTo("1 1 1 1 1 unchanged\nreadable\n");
        assertThat(result.err().lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("error: small/ca") && line.endsWith("; what was there is unchanged"))
                .anyMatch(line -> line.contains("No space left on device"))
                .anyMatch(line -> line.contains("Read-only file system"));
    }

    @Test
    @EnabledIf("io.coddiwomple.it.process.ProcessTest#canMount")
    void leavesNothingWhereThereIsNoSpaceForAnAuthority() throws IOException, InterruptedException {
        Distribution.Result result = distribution.run(CW + """
                mkdir small
                for size in 4k 8k 12k; do
                  mount -t tmpfs -o size=$size tmpfs small || exit 77
                  cw ca init --dir small/deep/ca > /dev/null; echo "code $?"
                  find small -mindepth 1
                  umount small
                done
                """);
        assertThat(result.out()).as(result.err()).isEqualTo("code 1\n".repeat(3));
        assertThat(result.err().lines()).allMatch(line -> line.contains("No space left on device"));
    }

    /** A run that is killed at any moment leaves a set of files that belong together. */
    @Test
    void isWholeAtEveryMoment() throws IOException, InterruptedException {
        Distribution.Result result = distribution.run(CW + """
                cw ca init -q --dir ca > /dev/null && cw ca issue london -q --dir ca > /dev/null
                good=0
                for delay in 0.2 0.25 0.3 0.35 0.4 0.45 0.5 0.55 0.6; do
                  timeout -s KILL $delay "$CW" ca issue london -q --dir ca > /dev/null 2>&1
                  cw ca secret london --dir ca > /dev/null && good=$((good + 1))
                done
                cw ca issue london -q --dir ca > /dev/null && echo "$good good"
                find ca -name '.pending-*'
                """);
        assertThat(result.out()).as(result.err()).isEqualTo("9 good\n");
    }
}
