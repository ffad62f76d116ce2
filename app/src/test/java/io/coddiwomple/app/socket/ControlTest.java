package io.coddiwomple.app.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.coddiwomple.app.socket.ControlClient.NoAnswer;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problem;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    /** A temporary folder of JUnit's may have too long a name for a socket. */
    private Path runtime = Path.of("");

    private final List<String> said = new ArrayList<>();

    private final Reply reply = new Reply() {
        @Override
        public void result(String text) {
            said.add("result " + text.length() + " " + text.substring(0, Math.min(4, text.length())));
        }

        @Override
        public void progress(String line) {
            said.add("progress " + line);
        }

        @Override
        public void warning(String message) {
            said.add("warning " + message);
        }

        @Override
        public void error(String message) {
            said.add("error " + message);
        }

        @Override
        public void problem(Problem problem) {
            said.add(problem.toString());
        }
    };

    @BeforeEach
    void makeTheFolder() throws IOException {
        runtime = Files.createTempDirectory("cw");
        Files.createDirectory(
                folder().path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        Files.deleteIfExists(folder().path());
        Files.delete(runtime);
    }

    private DemoFolder folder() throws IOException {
        return DemoFolder.of(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
    }

    @Test
    void carriesRequestsAndEveryKindOfReply() throws Exception {
        var problem = new Problem(Code.NOT_TRANSLATED, new Place("a.yaml", 3, 1), "ünlike");
        try (ControlServer _ = ControlServer.open(folder().socket(), (request, back) -> {
            back.progress("asked for " + request);
            back.result("ä".repeat(1_000_000));
            back.warning("hm");
            back.error("no");
            back.problem(problem);
            return 3;
        })) {
            assertThat(ControlClient.ask(folder(), List.of("call", "a b\n", "\"ü\""), reply))
                    .isEqualTo(3);
        }
        assertThat(said.getFirst()).isEqualTo("progress asked for [call, a b\n, \"ü\"]");
        assertThat(said.stream()
                        .filter(line -> line.startsWith("result "))
                        .mapToInt(line -> Integer.parseInt(line.split(" ", 3)[1]))
                        .sum())
                .isEqualTo(1_000_000);
        assertThat(said.subList(said.size() - 3, said.size()))
                .containsExactly("warning hm", "error no", problem.toString());
    }

    @Test
    void saysThatNoneRuns() throws IOException {
        assertThatThrownBy(() -> ControlClient.ask(folder(), List.of("status"), reply))
                .isInstanceOf(NoAnswer.class)
                .hasMessageStartingWith("no demo is running; start one with cw demo up -f ");
    }

    @Test
    void whoeverWasKilledIsNoObstacle() throws Exception {
        SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(folder().socket()))
                .close();
        Path lock = Files.writeString(folder().path().resolve("lock"), "123456\n");
        assertThat(Files.exists(folder().socket())).isTrue();
        assertThatThrownBy(() -> ControlClient.ask(folder(), List.of("status"), reply))
                .isInstanceOf(NoAnswer.class)
                .hasMessageStartingWith("no demo is running");
        try (ControlServer _ = ControlServer.open(folder().socket(), (_, _) -> 0)) {
            assertThat(ControlClient.ask(folder(), List.of("status"), reply)).isZero();
            assertThat(ControlClient.process(folder())).hasValue(123456);
            Files.writeString(lock, "nobody");
            assertThat(ControlClient.process(folder())).isEmpty();
        }
        Files.delete(lock);
    }

    @Test
    void interruptsWhatNobodyWaitsForAnyMore() throws Exception {
        var begun = new CountDownLatch(1);
        var interrupted = new CompletableFuture<Boolean>();
        try (ControlServer _ = ControlServer.open(folder().socket(), (_, _) -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return 0;
            } catch (InterruptedException wanted) {
                interrupted.complete(true);
                throw wanted;
            }
        })) {
            var client = SocketChannel.open(UnixDomainSocketAddress.of(folder().socket()));
            new Frames(client).write(List.of("call"));
            begun.await();
            client.close();
            assertThat(interrupted.get(10, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    @Test
    void aRequestInFlightEndsWithTheServerAndIsToldSo() throws Exception {
        var begun = new CountDownLatch(1);
        CompletableFuture<Throwable> asked = new CompletableFuture<>();
        try (var server = ControlServer.open(folder().socket(), (_, _) -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return 0;
        })) {
            Thread.ofVirtual().start(() -> {
                try {
                    ControlClient.ask(folder(), List.of("call"), reply);
                } catch (IOException | NoAnswer failed) {
                    asked.complete(failed);
                }
            });
            begun.await();
            server.stop();
            await().atMost(SOON).until(asked::isDone);
            assertThat(asked.join()).hasMessage("the demo ended before it had answered");
        }
    }

    @Test
    void takesNoMoreAtOnceThanItSays() throws Exception {
        var begun = new CountDownLatch(ControlServer.MOST_AT_ONCE);
        var end = new CountDownLatch(1);
        try (ControlServer _ = ControlServer.open(folder().socket(), (_, _) -> {
            begun.countDown();
            end.await();
            return 0;
        })) {
            var channels = new ArrayList<SocketChannel>();
            for (int at = 0; at < ControlServer.MOST_AT_ONCE; at++) {
                var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder().socket()));
                new Frames(channel).write(List.of("call"));
                channels.add(channel);
            }
            begun.await();
            assertThat(ControlClient.ask(folder(), List.of("status"), reply)).isEqualTo(1);
            assertThat(said).containsExactly("error the demo is busy with 16 other requests; try again");
            end.countDown();
            for (SocketChannel channel : channels) {
                assertThat(new Frames(channel).read()).containsExactly("exit", "0");
                channel.close();
            }
        }
    }

    @Test
    void oneRequestThatFailsLeavesTheOthersAlone() throws Exception {
        try (ControlServer _ = ControlServer.open(folder().socket(), (request, _) -> {
            if (request.contains("bad")) {
                throw new IllegalStateException("broken");
            }
            return 0;
        })) {
            assertThat(ControlClient.ask(folder(), List.of("bad"), reply)).isEqualTo(1);
            assertThat(said)
                    .containsExactly("error the demo could not do this: java.lang.IllegalStateException: broken");
            for (byte[] noise : List.of(
                    new byte[] {0, 0, 0, 2, '{', '}'},
                    new byte[] {0x7f, 0, 0, 0},
                    "GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
                try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(folder().socket()))) {
                    channel.write(ByteBuffer.wrap(noise));
                    assertThat(new Frames(channel).read())
                            .containsExactly("error", "the other side is no cw demo, or one of another version");
                }
            }
            assertThat(ControlClient.ask(folder(), List.of("good"), reply)).isZero();
        }
    }

    @Test
    void asksNobodyInAFolderThatOthersMayEnter() throws Exception {
        Files.setPosixFilePermissions(folder().path(), PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(() -> ControlClient.ask(folder(), List.of("status"), reply))
                .isInstanceOf(NoAnswer.class)
                .hasMessage(folder().path() + " may be entered by other users, who could be the demo that answers; see"
                        + " what it is, and remove it or set XDG_RUNTIME_DIR to a folder of your own");
        Files.delete(folder().path());
        Files.createSymbolicLink(folder().path(), Path.of("/"));
        assertThatThrownBy(() -> ControlClient.ask(folder(), List.of("status"), reply))
                .hasMessageContaining(" is no folder, and ");
    }

    @Test
    void isInATemporaryFolderWhereThereIsNoRuntimeFolder() throws IOException {
        String expected = "/tmp/cw-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid") + "/control.sock";
        assertThat(DemoFolder.of(Map.of()).socket()).hasToString(expected);
        assertThat(DemoFolder.of(Map.of("XDG_RUNTIME_DIR", "/nowhere")).socket())
                .hasToString(expected);
    }
}
