package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cw dns} while its input changes. */
class DnsReloadTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void readsFilesAgainWhenTheyChangeInWhateverWay() throws Exception {
        Path real = Files.createDirectories(folder.resolve("..1"));
        Files.writeString(real.resolve("mesh.yaml"), DnsInput.mesh("first"));
        Path mount = Files.createDirectory(folder.resolve("mount"));
        Files.createSymbolicLink(mount.resolve("..data"), real);
        Files.createSymbolicLink(mount.resolve("mesh.yaml"), Path.of("..data/mesh.yaml"));
        try (RunningDns running = RunningDns.run("-f", mount.toString())) {
            // Written in place.
            Files.writeString(real.resolve("mesh.yaml"), DnsInput.mesh("second"));
            running.awaitAnswer("second.bar.global");
            assertThat(running.dig("first.bar.global", "A")).isEmpty();
            // Replaced, as editors do it.
            Files.writeString(folder.resolve("new"), DnsInput.mesh("third"));
            Files.move(folder.resolve("new"), real.resolve("mesh.yaml"), StandardCopyOption.ATOMIC_MOVE);
            running.awaitAnswer("third.bar.global");
            // Swapped above, as Kubernetes does it with a ConfigMap.
            Path other = Files.createDirectories(folder.resolve("..2"));
            Files.writeString(other.resolve("mesh.yaml"), DnsInput.mesh("fourth"));
            Files.createSymbolicLink(mount.resolve("..data_tmp"), other);
            Files.move(mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
            running.awaitAnswer("fourth.bar.global");
            // Joined by another one.
            Files.writeString(mount.resolve("more.yaml"), DnsInput.service("fifth", ""));
            running.awaitAnswer("fifth.bar.global");
            assertThat(running.dig("fourth.bar.global", "A")).isNotEmpty();
        }
    }

    @Test
    void keepsTheLastZoneWhileTheInputIsBroken() throws Exception {
        Path file = folder.resolve("mesh.yaml");
        Files.writeString(file, DnsInput.mesh("kept"));
        try (RunningDns running = RunningDns.run("-f", folder.toString(), "--http-listen", "127.0.0.1:0")) {
            Files.writeString(file, "{");
            await().atMost(RunningDns.SOON)
                    .until(() -> running.err().contains("the names of the last good one stay answered"));
            assertThat(running.err()).containsOnlyOnce("error CW1004");
            assertThat(running.dig("kept.bar.global", "A")).isNotEmpty();
            assertThat(running.metrics()).contains("cw_dns_zone_stale 1.0");
            // The same fault is said once, however often the file is written.
            Files.delete(file);
            Files.writeString(folder.resolve("other.yaml"), "");
            await().atMost(RunningDns.SOON).until(() -> running.err().contains("error CW1002"));
            assertThat(running.dig("kept.bar.global", "A")).isNotEmpty();
            Files.delete(folder.resolve("other.yaml"));
            Files.writeString(file, DnsInput.mesh("back"));
            running.awaitAnswer("back.bar.global");
            assertThat(running.dig("kept.bar.global", "A")).isEmpty();
            assertThat(running.err()).contains("the input can be read again");
            assertThat(running.metrics()).contains("cw_dns_zone_stale 0.0");
        }
    }

    @Test
    void goesOnAnsweringForALittleWhatIsGone() throws Exception {
        Path file = folder.resolve("mesh.yaml");
        Files.writeString(file, DnsInput.mesh("first"));
        try (RunningDns running = RunningDns.run("-f", folder.toString(), "--linger", "3s", "--ttl", "7")) {
            Files.writeString(file, DnsInput.mesh("second"));
            running.awaitAnswer("second.bar.global");
            assertThat(running.dig("first.bar.global", "A")).isNotEmpty();
            await().atMost(RunningDns.SOON)
                    .until(() -> running.dig("first.bar.global", "A").isEmpty());
            assertThat(running.dig("second.bar.global", "A")).isNotEmpty();
        }
    }

    @Test
    void neverWritesTheLedger() throws Exception {
        Path ledger = folder.resolve("addresses.txt");
        Files.writeString(folder.resolve("mesh.yaml"), DnsInput.mesh("kept"));
        new Shell().run("vip", "-f", folder.toString(), "--ledger", ledger.toString());
        String before = Files.readString(ledger).replaceAll("24\\d\\.\\d+\\.\\d+\\.\\d+", "240.9.9.9");
        Files.writeString(ledger, before);
        Files.writeString(folder.resolve("mesh.yaml"), DnsInput.mesh("kept") + DnsInput.service("new", ""));
        try (RunningDns running = RunningDns.run("-f", folder.toString(), "--ledger", ledger.toString())) {
            assertThat(running.dig("kept.bar.global", "A")).isEqualTo("240.9.9.9\n");
            assertThat(running.dig("new.bar.global", "A")).isNotEmpty();
            assertThat(Files.readString(ledger)).isEqualTo(before);
            Files.writeString(ledger, before.replace("240.9.9.9", "240.9.9.8"));
            await().atMost(RunningDns.SOON)
                    .until(() -> running.dig("kept.bar.global", "A").equals("240.9.9.8\n"));
        }
    }

    @Test
    void takesNoMissingLedgerForAnEmptyOne() throws Exception {
        Path ledger = folder.resolve("addresses.txt");
        Files.writeString(folder.resolve("mesh.yaml"), DnsInput.mesh("kept"));
        String[] words = {"-f", folder.toString(), "--ledger", ledger.toString()};
        Shell.Result missing =
                new Shell().run("dns", words[0], words[1], words[2], words[3], "--listen", "127.0.0.1:0");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("error CW1001 " + ledger + " the ledger cannot be read: there is none here");

        new Shell().run("vip", words[0], words[1], words[2], words[3]);
        Files.writeString(ledger, Files.readString(ledger).replaceAll("24\\d(\\.\\d+){3}", "240.9.9.9"));
        try (RunningDns running = RunningDns.run(words)) {
            assertThat(running.dig("kept.bar.global", "A")).isEqualTo("240.9.9.9\n");
            Files.delete(ledger);
            await().atMost(RunningDns.SOON).until(() -> running.err().contains("there is none here"));
            assertThat(running.dig("kept.bar.global", "A")).isEqualTo("240.9.9.9\n");
        }
    }
}
