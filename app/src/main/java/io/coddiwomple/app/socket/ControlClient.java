package io.coddiwomple.app.socket;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problem;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.OptionalLong;

/** Asks the demo of this user, in whatever process it is. */
public final class ControlClient {
    private ControlClient() {}

    /** Nobody answers, or not to the end. The message says why, and what to do. */
    public static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean running;

        NoAnswer(boolean running, String message) {
            super(message);
            this.running = running;
        }

        /** Whether there is a demo at all. */
        public boolean isRunning() {
            return running;
        }

        static NoAnswer notRunning() {
            return new NoAnswer(
                    false,
                    "no demo is running; start one with cw demo up -f PATH for a federation of your own, or with"
                            + " cw demo");
        }
    }

    /**
     * Asks, and passes on the reply until all of it has come.
     *
     * @param request the command after {@code cw demo}, and its arguments
     * @return the exit code
     * @throws IOException when the reply cannot be passed on
     */
    public static int ask(DemoFolder folder, List<String> request, Reply reply) throws IOException, NoAnswer {
        try (SocketChannel channel = connect(folder)) {
            var frames = new Frames(channel);
            boolean taken = send(request, frames);
            while (true) {
                List<String> frame = next(frames, taken);
                if (frame.size() == 2 && frame.getFirst().equals("exit")) {
                    return number(frame.getLast());
                }
                pass(frame, reply);
            }
        }
    }

    /** The process of the demo, as far as it has said so. */
    public static OptionalLong process(DemoFolder folder) throws NoAnswer {
        try (SocketChannel _ = connect(folder)) {
            return folder.holder();
        } catch (IOException failed) {
            throw new NoAnswer(false, String.valueOf(failed.getMessage()));
        }
    }

    private static SocketChannel connect(DemoFolder folder) throws NoAnswer {
        try {
            if (!folder.exists()) {
                throw NoAnswer.notRunning();
            }
            return SocketChannel.open(UnixDomainSocketAddress.of(folder.socket()));
        } catch (SocketException nobodyListens) {
            throw NoAnswer.notRunning();
        } catch (IOException foreign) {
            throw new NoAnswer(false, String.valueOf(foreign.getMessage()));
        }
    }

    /** Whether all of it was taken: a demo that takes no more may have said why. */
    private static boolean send(List<String> request, Frames frames) throws NoAnswer {
        try {
            frames.write(request);
            return true;
        } catch (ProtocolException tooLong) {
            throw new NoAnswer(true, String.valueOf(tooLong.getMessage()));
        } catch (IOException notTaken) {
            return false;
        }
    }

    private static List<String> next(Frames frames, boolean taken) throws NoAnswer {
        List<String> frame;
        try {
            frame = frames.read();
        } catch (IOException failed) {
            throw new NoAnswer(true, "the demo's answer cannot be read: " + failed.getMessage());
        }
        if (frame == null) {
            throw new NoAnswer(
                    true, taken ? "the demo ended before it had answered" : "the demo ended before it had understood");
        }
        return frame;
    }

    private static void pass(List<String> frame, Reply reply) throws IOException, NoAnswer {
        switch (frame.getFirst() + " " + frame.size()) {
            case "result 2" -> reply.result(frame.get(1));
            case "progress 2" -> reply.progress(frame.get(1));
            case "warning 2" -> reply.warning(frame.get(1));
            case "error 2" -> reply.error(frame.get(1));
            case "problem 6" ->
                reply.problem(new Problem(
                        Code.find(frame.get(1)).orElseThrow(ControlClient::foreign),
                        new Place(frame.get(2), number(frame.get(3)), number(frame.get(4))),
                        frame.get(5)));
            default -> throw foreign();
        }
    }

    private static int number(String digits) throws NoAnswer {
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw foreign();
        }
        return Integer.parseInt(digits);
    }

    private static NoAnswer foreign() {
        return new NoAnswer(true, "the demo is one of another version of cw; end it, and start it again");
    }
}
