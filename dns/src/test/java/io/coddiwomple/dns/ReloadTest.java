package io.coddiwomple.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Questions while the zone changes. */
class ReloadTest {
    private static final int CLIENTS = 4;
    private static final int CHANGES = 100;

    @Test
    void losesNoQuestionAndNeverAnswersHalfAZone() throws Exception {
        try (TestServer server = TestServer.of(state(0));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new AtomicBoolean();
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Callable<Integer> client = () -> ask(server, done);
                clients.add(threads.submit(client));
            }
            for (int i = 1; i <= CHANGES; i++) {
                server.server().replace(Zone.of(state(i)));
            }
            done.set(true);
            for (Future<Integer> client : clients) {
                assertThat(client.get()).isPositive();
            }
        }
    }

    /** In every state the stable name has an address, and the changing one has the state's own or none. */
    private static ZoneData state(int number) {
        Map<String, List<String>> names = new TreeMap<>();
        names.put("stable.bar.global", List.of("240.0.0.1"));
        if (number % 2 == 0) {
            names.put("changing.bar.global", List.of("240.0.0.2"));
        }
        for (int i = 0; i < 500; i++) {
            names.put("s" + i + ".n" + number + ".global", List.of("240.1." + (i >> 8) + "." + (i & 255)));
        }
        return Zones.data(number, names, "global");
    }

    private static int ask(TestServer server, AtomicBoolean done) throws IOException {
        int answered = 0;
        try (var socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            socket.setSoTimeout(5_000);
            while (!done.get() || answered == 0) {
                Message stable = ask(socket, server, "stable.bar.global");
                assertThat(Exchange.answers(stable)).containsExactly("stable.bar.global. 30 IN A 240.0.0.1");
                Message changing = ask(socket, server, "changing.bar.global");
                assertThat(changing.getRcode()).isIn(Rcode.NOERROR, Rcode.NXDOMAIN);
                assertThat(Exchange.answers(changing)).hasSize(changing.getRcode() == Rcode.NOERROR ? 1 : 0);
                answered++;
            }
        }
        return answered;
    }

    private static Message ask(DatagramSocket socket, TestServer server, String name) throws IOException {
        byte[] question = Exchange.question(name, Type.A).toWire();
        socket.send(new DatagramPacket(question, question.length, server.address()));
        var packet = new DatagramPacket(new byte[512], 512);
        socket.receive(packet);
        Message answer = Exchange.read(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
        assertThat(answer.getHeader().getID()).isEqualTo(question[0] << 8 & 0xFF00 | question[1] & 0xFF);
        return answer;
    }
}
