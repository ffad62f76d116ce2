package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** RFC 7766, and clients that mean no good. */
class TcpTest {
    private static final byte[] QUESTION =
            Exchange.question("httpbin.bar.global", Type.A).toWire();
    private static final Duration PATIENCE = Duration.ofMillis(600);

    @Test
    void answersManyQuestionsOnOneConnectionInTheirOrder() throws Exception {
        try (TestServer server = TestServer.of(Zones.data(Zones.NAMES));
                Socket socket = server.connect()) {
            var ids = new ArrayList<Integer>();
            var all = new ByteArrayOutputStream();
            for (int i = 0; i < 1_000; i++) {
                Message question = Exchange.question(i % 2 == 0 ? "many.bar.global" : "nope.global", Type.A);
                ids.add(question.getHeader().getID());
                byte[] wire = question.toWire();
                all.write(wire.length >> 8);
                all.write(wire.length);
                all.write(wire);
            }
            Thread writer = Thread.ofVirtual().start(() -> write(socket, all.toByteArray()));
            var answered = new ArrayList<Integer>();
            for (int i = 0; i < 1_000; i++) {
                answered.add(TestServer.receive(socket).getHeader().getID());
            }
            writer.join();
            assertThat(answered).isEqualTo(ids);
        }
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    @Test
    void readsAQuestionByteByByte() throws Exception {
        try (TestServer server = TestServer.of(Zones.data(Zones.NAMES));
                Socket socket = server.connect()) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(0);
            socket.getOutputStream().write(QUESTION.length);
            for (byte each : QUESTION) {
                socket.getOutputStream().write(each);
            }
            assertThat(Exchange.answers(TestServer.receive(socket))).hasSize(1);
        }
    }

    @Test
    void answersWhoHasClosedHisHalf() throws Exception {
        try (TestServer server = TestServer.of(Zones.data(Zones.NAMES));
                Socket socket = server.connect()) {
            TestServer.send(socket, QUESTION);
            TestServer.send(socket, QUESTION);
            socket.shutdownOutput();
            assertThat(Exchange.answers(TestServer.receive(socket))).hasSize(1);
            assertThat(Exchange.answers(TestServer.receive(socket))).hasSize(1);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void closesOnWhatIsNoQuestion() throws Exception {
        try (TestServer server = TestServer.of(Zones.data(Zones.NAMES))) {
            byte[] answer = QUESTION.clone();
            answer[2] |= (byte) 0x80;
            for (byte[] bad : List.of(new byte[0], new byte[5], answer)) {
                try (Socket socket = server.connect()) {
                    TestServer.send(socket, bad);
                    assertThat(socket.getInputStream().read()).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void goesOnAfterAQuestionThatIsTooLong() throws Exception {
        byte[] longest = Arrays.copyOf(QUESTION, 65_535);
        try (TestServer server = TestServer.of(Zones.data(Zones.NAMES));
                Socket socket = server.connect()) {
            for (byte[] each : List.of(longest, QUESTION, Arrays.copyOf(longest, ChannelUdp.LONGEST_REQUEST + 1))) {
                TestServer.send(socket, each);
            }
            TestServer.send(socket, QUESTION);
            for (int rcode : List.of(Rcode.FORMERR, Rcode.NOERROR, Rcode.FORMERR, Rcode.NOERROR)) {
                Message answer = TestServer.receive(socket);
                assertThat(answer.getRcode()).isEqualTo(rcode);
                assertThat(answer.getHeader().getID())
                        .isEqualTo(new Message(QUESTION).getHeader().getID());
            }
        }
    }

    @Test
    void closesConnectionsOfTheSilentAndTheSlow() throws Exception {
        try (TestServer server = impatient();
                Socket silent = server.connect();
                Socket slow = server.connect();
                Socket asking = server.connect()) {
            long start = System.nanoTime();
            var dripping = Thread.ofVirtual().start(() -> drip(slow));
            // Who asks now and then is kept.
            int answers = 0;
            while (System.nanoTime() - start < PATIENCE.multipliedBy(2).toNanos()) {
                TestServer.send(asking, QUESTION);
                TestServer.receive(asking);
                answers++;
            }
            assertThat(answers).isPositive();
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            dripping.join(Duration.ofSeconds(10));
            assertThat(dripping.isAlive()).isFalse();
            TestServer.send(asking, QUESTION);
            assertThat(Exchange.answers(TestServer.receive(asking))).hasSize(1);
        }
    }

    /** Sends a long question a byte at a time, until it is sent away. */
    private static void drip(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(new byte[] {3, 0});
            socket.setSoTimeout(50);
            boolean open = true;
            while (open) {
                socket.getOutputStream().write(0);
                open = isOpen(socket);
            }
        } catch (IOException sentAway) {
            return;
        }
    }

    private static boolean isOpen(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return true;
        }
    }

    @Test
    void closesConnectionsOfWhoTakesNoAnswers() throws Exception {
        try (TestServer server = impatient();
                Socket greedy = server.connect()) {
            byte[] question = Exchange.question("many.bar.global", Type.A).toWire();
            var writer = Thread.ofVirtual().start(() -> flood(greedy, question));
            writer.join(Duration.ofSeconds(20));
            assertThat(writer.isAlive()).isFalse();
        }
    }

    private static void flood(Socket socket, byte[] question) {
        try {
            while (true) {
                TestServer.send(socket, question);
            }
        } catch (IOException sentAway) {
            return;
        }
    }

    @Test
    void makesRoomForNewConnections() throws Exception {
        var sockets = new ArrayList<Socket>();
        try (TestServer server = TestServer.of(Zones.data(Zones.NAMES))) {
            for (int i = 0; i < TcpListener.MOST_CONNECTIONS + 50; i++) {
                sockets.add(server.connect());
            }
            Socket last = sockets.getLast();
            TestServer.send(last, QUESTION);
            assertThat(Exchange.answers(TestServer.receive(last))).hasSize(1);
            // The first ones had waited longest.
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(
                            () -> assertThat(sockets.getFirst().getInputStream().read())
                                    .isEqualTo(-1));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private static TestServer impatient() throws IOException {
        return new TestServer(
                new DnsServer.Options(List.of(TestServer.FREE), null, null, 0, PATIENCE), Zones.data(Zones.NAMES));
    }
}
