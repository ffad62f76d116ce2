package io.coddiwomple.app.socket;

import io.coddiwomple.problem.Problem;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Takes requests of the user who runs it, each on a virtual thread of its own; when whoever asked goes away, that thread
 * is interrupted. Methods may be called from any thread.
 */
public final class ControlServer implements AutoCloseable {
    /** Enough for people and their scripts. */
    static final int MOST_AT_ONCE = 16;

    private static final long PAUSE_NANOS = 50_000_000;

    private final ServerSocketChannel socket;
    private final Path path;
    private final Handler handler;
    private final Thread accepting;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final Set<Thread> serving = ConcurrentHashMap.newKeySet();

    private ControlServer(ServerSocketChannel socket, Path path, Handler handler) {
        this.socket = socket;
        this.path = path;
        this.handler = handler;
        this.accepting = Thread.ofVirtual().name("control").unstarted(this::accept);
    }

    /** Does what is asked for. Called by many threads at once. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Does it.
         *
         * @param request the command after {@code cw demo}, and its arguments
         * @return the exit code of the command
         * @throws IOException when nobody reads the reply any more
         * @throws InterruptedException when nobody waits any more
         */
        int handle(List<String> request, Reply reply) throws IOException, InterruptedException;
    }

    /**
     * Listens, until it is closed.
     *
     * @param path in a folder that this process has for itself; what is there of a process that was killed is removed
     */
    public static ControlServer open(Path path, Handler handler) throws IOException {
        Files.deleteIfExists(path);
        ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket.bind(UnixDomainSocketAddress.of(path));
        } catch (IOException failed) {
            socket.close();
            throw new IOException("cannot listen on " + path + ": " + failed.getMessage(), failed);
        }
        var server = new ControlServer(socket, path, handler);
        server.accepting.start();
        return server;
    }

    private void accept() {
        while (socket.isOpen()) {
            try {
                SocketChannel connection = socket.accept();
                Thread thread = Thread.ofVirtual().name("control request").unstarted(() -> serve(connection));
                serving.add(thread);
                thread.start();
            } catch (IOException closedOrTooMany) {
                // When it was closed the loop ends; when this process has too many files open, some may be closed soon.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (var frames = new Frames(connection)) {
            if (isForeign(connection)) {
                return;
            }
            if (!free.tryAcquire()) {
                new Answer(frames).refuse("the demo is busy with " + MOST_AT_ONCE + " other requests; try again");
                return;
            }
            try {
                answer(frames);
            } finally {
                free.release();
            }
        } catch (IOException | InterruptedException gone) {
            // Whoever asked has gone, or speaks another language: there is nobody to tell.
            Thread.currentThread().interrupt();
        } finally {
            serving.remove(Thread.currentThread());
        }
    }

    /** The folder keeps others out already; this holds even if somebody opens it to them. */
    private static boolean isForeign(SocketChannel connection) throws IOException {
        String peer =
                connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        return !peer.equals(DemoFolder.user().getName());
    }

    private void answer(Frames frames) throws IOException, InterruptedException {
        var answer = new Answer(frames);
        List<String> request = request(frames, answer);
        if (request == null) {
            return;
        }
        Thread working = Thread.currentThread();
        // It ends with the connection.
        Thread.ofVirtual().name("control watch").start(() -> watch(frames, working));
        try {
            answer.exit(handler.handle(request, answer));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
            // One request must not end the demo of the others.
            answer.refuse("the demo could not do this: " + bug);
        }
    }

    private static @Nullable List<String> request(Frames frames, Answer answer) throws IOException {
        try {
            return frames.read();
        } catch (ProtocolException foreign) {
            answer.refuse(String.valueOf(foreign.getMessage()));
            return null;
        }
    }

    /** Nothing comes after a request but the end. */
    private static void watch(Frames frames, Thread working) {
        try {
            List<String> more = frames.read();
            if (more == null) {
                working.interrupt();
            }
        } catch (IOException gone) {
            working.interrupt();
        }
    }

    /** What goes back over a connection. */
    private record Answer(Frames frames) implements Reply {
        private static final int PIECE = 1 << 18;

        @Override
        public void result(String text) throws IOException {
            int at = 0;
            while (at < text.length()) {
                int end = Math.min(text.length(), at + PIECE);
                if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                    end--;
                }
                frames.write(List.of("result", text.substring(at, end)));
                at = end;
            }
        }

        @Override
        public void progress(String line) throws IOException {
            frames.write(List.of("progress", line));
        }

        @Override
        public void warning(String message) throws IOException {
            frames.write(List.of("warning", message));
        }

        @Override
        public void error(String message) throws IOException {
            frames.write(List.of("error", message));
        }

        @Override
        public void problem(Problem problem) throws IOException {
            frames.write(List.of(
                    "problem",
                    problem.code().id(),
                    problem.place().file(),
                    Integer.toString(problem.place().line()),
                    Integer.toString(problem.place().column()),
                    problem.message()));
        }

        void refuse(String message) throws IOException {
            error(message);
            exit(1);
        }

        void exit(int code) throws IOException {
            frames.write(List.of("exit", Integer.toString(code)));
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    /** Listens no more, ends what is being done, and waits for that. Again, it does nothing. */
    public void stop() throws IOException {
        socket.close();
        LockSupport.unpark(accepting);
        join(accepting);
        for (Thread thread : serving) {
            thread.interrupt();
        }
        for (Thread thread : serving) {
            join(thread);
        }
        Files.deleteIfExists(path);
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException hurried) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
