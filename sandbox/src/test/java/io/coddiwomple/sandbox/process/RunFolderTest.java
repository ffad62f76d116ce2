package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of a run: private, one at a time, and cleaned up after. */
class RunFolderTest {
    @TempDir
    private Path runtime;

    private final List<String> said = new ArrayList<>();
    private final Things things = new Things();

    /** Files stand for things of the machine. */
    private final class Things implements Leftovers {
        private final List<String> removed = new ArrayList<>();
        private String stubborn = "";

        @Override
        public String kind() {
            return "thing";
        }

        @Override
        public String counted(int number) {
            return number + " things";
        }

        @Override
        public boolean remove(String name) throws IOException {
            if (name.equals(stubborn)) {
                throw new IOException("it is stuck");
            }
            removed.add(name);
            return Files.deleteIfExists(runtime.resolve(name));
        }
    }

    private RunFolder open() throws IOException {
        return RunFolder.open(
                new Surroundings(Map.of("XDG_RUNTIME_DIR", runtime.toString()), runtime), List.of(things), said::add);
    }

    private Path place() throws IOException {
        return runtime.resolve("cw-" + Files.getAttribute(runtime, "unix:uid"));
    }

    /** As a killed process leaves it: all of the folder, and nobody has the lock. */
    private void killedRun(String records) throws IOException {
        Path place = Files.createDirectory(place());
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(place.resolve("lock"), "1\n");
        Files.writeString(place.resolve("records"), records);
        Files.createDirectory(place.resolve("amsterdam.httpbin"));
        Files.writeString(place.resolve("amsterdam.httpbin/envoy.log"), "text");
    }

    @Test
    void isPrivateAndGoneAfterwards() throws IOException {
        Path path;
        try (RunFolder folder = open()) {
            path = folder.path();
            assertThat(path).isEqualTo(place());
            Path below = folder.folder("amsterdam/httpbin");
            assertThat(below).isEqualTo(path.resolve("amsterdam.httpbin"));
            for (Path one : List.of(path, below)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                        .isEqualTo("rwx------");
            }
            assertThat(folder.folder("amsterdam/httpbin")).isEqualTo(below);
        }
        assertThat(runtime).isEmptyDirectory();
        assertThat(said).isEmpty();
    }

    @Test
    void isWhereTheUsersOtherProgramsLookForItFromOutsideOfAUserNamespace() throws IOException {
        var inside = new Surroundings(
                Map.of("XDG_RUNTIME_DIR", runtime.toString()), runtime, OptionalLong.of(4_000_000_001L));
        try (RunFolder folder = RunFolder.open(inside, List.of(), said::add)) {
            assertThat(folder.path()).isEqualTo(runtime.resolve("cw-4000000001"));
        }
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void isOneAtATime() throws IOException {
        try (RunFolder first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(RunFolderInUse.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " has " + first.path());
            // And the refused one has not taken the lock away.
            assertThatThrownBy(this::open).isInstanceOf(RunFolderInUse.class);
            assertThat(first.folder("a")).exists();
        }
        open().close();
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void refusesAFolderThatOthersMayEnter() throws IOException {
        Path place = Files.createDirectory(place());
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(place + " is not a folder that only this user has permissions for");
        Files.delete(place);
        Path elsewhere = Files.createDirectory(runtime.resolve("elsewhere"));
        Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(place, elsewhere);
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("is not a folder");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void refusesAPathThatLeavesNoRoomForSockets() throws IOException {
        Path deep = Files.createDirectory(runtime.resolve("x".repeat(60)));
        assertThatThrownBy(() -> RunFolder.open(
                        new Surroundings(Map.of("XDG_RUNTIME_DIR", deep.toString()), runtime), List.of(), said::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("set XDG_RUNTIME_DIR to a shorter folder");
        assertThat(deep).isEmptyDirectory();
    }

    @Test
    void removesWhatAKilledRunRecordedAndSaysSo() throws IOException, InterruptedException {
        Process child = new ProcessBuilder("sleep", "600").start();
        Process bystander = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(runtime.resolve("a"), "");
            Files.writeString(runtime.resolve("b"), "");
            ProcessIdentity recorded = Objects.requireNonNull(ProcessIdentity.of(child.pid()));
            ProcessIdentity other = Objects.requireNonNull(ProcessIdentity.of(bystander.pid()));
            // The number of a process that has ended, and that another one has now.
            var reused = new ProcessIdentity(other.pid(), other.start() - 1, other.boot());
            var beforeBoot = new ProcessIdentity(other.pid(), other.start(), "0123");
            killedRun("+ thing a\n+ process " + recorded + "\n+ thing gone\n+ thing b\n- thing gone\n+ process "
                    + reused + "\n+ process " + beforeBoot + "\n+ thing c\n+ thing half");
            try (RunFolder folder = open()) {
                assertThat(child.waitFor()).isEqualTo(128 + 9);
                assertThat(bystander.isAlive()).isTrue();
                // The newest first; what was not made is not counted, and half a line is of no thing.
                assertThat(things.removed).containsExactly("c", "b", "a");
                assertThat(said)
                        .containsExactly("cleaned up after a demo that was killed: 1 process, 2 things, its folder "
                                + folder.path());
                assertThat(folder.path().resolve("amsterdam.httpbin")).doesNotExist();
            }
        } finally {
            child.destroyForcibly();
            bystander.destroyForcibly();
            bystander.waitFor();
        }
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void keepsTheRecordOfWhatCannotBeRemoved() throws IOException {
        Files.writeString(runtime.resolve("a"), "");
        things.stubborn = "b";
        killedRun("+ thing a\n+ thing b\n+ ghost c\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("thing b: it is stuck")
                .hasMessageContaining("ghost c: ")
                .hasMessageContaining("remove it by hand, then the folder " + place());
        assertThat(runtime.resolve("a")).doesNotExist();
        things.stubborn = "";
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining("thing b")
                .hasMessageContaining("ghost c");
    }

    @Test
    void halfALineIsNotGoneOnWith() throws IOException {
        Files.writeString(runtime.resolve("a"), "");
        things.stubborn = "b";
        killedRun("+ thing a\n+ thing b\n+ thing ha");
        assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("thing b: it is stuck");
        assertThat(place().resolve("records")).hasContent("+ thing a\n+ thing b\n- thing a\n");
        things.stubborn = "";
        open().close();
        assertThat(things.removed).containsExactly("a", "b");
        assertThat(runtime).isEmptyDirectory();
    }

    @Test
    void saysWhichLineIsNobodysAndTouchesNothing() throws IOException {
        killedRun("+ thing a\n+ THING b\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has a line that no demo wrote: \"+ THING b\"");
        assertThat(things.removed).isEmpty();
        assertThat(place().resolve("amsterdam.httpbin")).exists();
    }

    @Test
    void whoIsInterruptedWhileItRecordsLosesNothing() throws IOException {
        try (RunFolder folder = open()) {
            Thread.currentThread().interrupt();
            folder.record("thing", "a");
            assertThat(Thread.interrupted()).isTrue();
            folder.forget("thing", "a");
            assertThat(folder.path().resolve("records")).hasContent("+ thing a\n- thing a\n");
        }
    }

    @Test
    void closingRemovesWhatIsStillRecorded() throws IOException {
        Files.writeString(runtime.resolve("a"), "");
        Files.writeString(runtime.resolve("b"), "");
        try (RunFolder folder = open()) {
            folder.record("thing", "a");
            folder.record("thing", "b");
            folder.forget("thing", "b");
            assertThatThrownBy(() -> folder.record("ghost", "c")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(things.removed).containsExactly("a");
        assertThat(runtime.resolve("b")).exists();
    }
}
