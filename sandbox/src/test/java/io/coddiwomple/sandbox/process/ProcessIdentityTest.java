package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {
    @TempDir
    private Path folder;

    private static ProcessIdentity of(Process process) throws IOException {
        return Objects.requireNonNull(ProcessIdentity.of(process.pid()));
    }

    @Test
    void isReadBackFromItsText() throws IOException {
        ProcessIdentity own = Objects.requireNonNull(
                ProcessIdentity.of(ProcessHandle.current().pid()));
        assertThat(ProcessIdentity.parse(own.toString())).isEqualTo(own);
        assertThat(own.isAlive()).isTrue();
        assertThat(ProcessIdentity.parse("12")).isNull();
        assertThat(ProcessIdentity.parse("12:3:x y")).isNull();
    }

    @Test
    void aProgramMayHaveBracketsAndBlanksInItsName() throws IOException, InterruptedException {
        Path program = folder.resolve("a) Z (b");
        Files.copy(Path.of("/bin/sleep"), program);
        Process process = new ProcessBuilder(program.toString(), "600").start();
        try {
            ProcessIdentity identity = of(process);
            assertThat(identity.start()).isPositive();
            assertThat(identity.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void onlyTheVeryProcessIsKilled() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "600").start();
        try {
            ProcessIdentity identity = of(process);
            var earlier = new ProcessIdentity(identity.pid(), identity.start() - 1, identity.boot());
            assertThat(earlier.isAlive()).isFalse();
            assertThat(earlier.kill()).isFalse();
            assertThat(process.isAlive()).isTrue();
            assertThat(identity.kill()).isTrue();
            assertThat(process.waitFor()).isEqualTo(128 + 9);
            assertThat(ProcessIdentity.of(identity.pid())).isNull();
            assertThat(identity.kill()).isFalse();
        } finally {
            process.destroyForcibly();
        }
    }
}
