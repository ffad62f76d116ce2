package io.coddiwomple.sandbox.apps;

import io.coddiwomple.sandbox.place.Sockets;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes calls, each on a connection of its own, which is closed before the answer is given. Faults of the network are
 * answers, too. Methods may be called from any thread.
 */
public final class Caller {
    /** How much longer than its limit a call may take before the loop itself must be gone. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final AppLoop loop;

    public Caller(AppLoop loop) {
        this.loop = loop;
    }

    /** Waits for the answer, at most for the call's limit. Never from the loop's own thread. */
    public Answer call(Sockets sockets, Call call) {
        return call(sockets, call, Caller::nobody);
    }

    /**
     * The same, and tells when the answer begins.
     *
     * @param begun run on the loop's thread when the answer's head has come, if it comes; it must not wait
     */
    public Answer call(Sockets sockets, Call call, Runnable begun) {
        if (loop.loop().inEventLoop()) {
            throw new IllegalStateException("the loop cannot wait for itself");
        }
        Attempt attempt = begin(sockets, call, begun);
        try {
            return attempt.result().get(call.limit().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            attempt.fail("the caller was interrupted");
        } catch (TimeoutException closed) {
            attempt.fail("the sandbox is closing");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("a call ended without an answer", impossible);
        }
        return attempt.answer();
    }

    /** As {@link #call}, without waiting; the future completes on the loop's thread, and never with an exception. */
    CompletableFuture<Answer> start(Sockets sockets, Call call) {
        return begin(sockets, call, Caller::nobody).result();
    }

    /** Nobody wants to know. */
    private static void nobody() {}

    private Attempt begin(Sockets sockets, Call call, Runnable begun) {
        var attempt = new Attempt(call, begun);
        if (call.at().isUnresolved()) {
            attempt.fail(call.at().getHostString() + " is a name, not an address to connect to");
            return attempt;
        }
        try {
            // Made here, since it may take longer than the loop's other connections should wait.
            Optional<SslHandler> tls =
                    call.protocol().isTls() ? Optional.of(ClientTls.handler(call)) : Optional.empty();
            Channel channel = AppLoop.open(sockets, new Calling(attempt, tls));
            attempt.begin(channel, loop.loop());
            loop.register(channel);
        } catch (IOException | IllegalArgumentException refused) {
            // Of the latter kind is a host that no server's name can be.
            attempt.fail(Attempt.text(refused));
        }
        return attempt;
    }

    /**
     * Makes the same call many times; less often when it is interrupted.
     *
     * @param count at least 0
     * @param atOnce how many are under way at the same time, at least 1
     */
    public Series series(Sockets sockets, Call call, int count, int atOnce) {
        var answers = new ArrayList<Answer>(count);
        var left = new AtomicInteger(count);
        Runnable turn = () -> {
            while (left.getAndDecrement() > 0) {
                Answer answer = call(sockets, call);
                synchronized (answers) {
                    answers.add(answer);
                }
            }
        };
        var callers = new ArrayList<Thread>();
        for (int number = 0; number < Math.min(atOnce, count); number++) {
            callers.add(Thread.ofVirtual().name("sandbox caller").start(turn));
        }
        try {
            for (Thread caller : callers) {
                caller.join();
            }
        } catch (InterruptedException interrupted) {
            left.set(0);
            callers.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        synchronized (answers) {
            return new Series(answers);
        }
    }
}
