package io.coddiwomple.sandbox.tour;

import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Refused;
import io.coddiwomple.sandbox.Target;
import io.coddiwomple.sandbox.Unknown;
import io.coddiwomple.sandbox.apps.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A backend dies while it answers, and comes back. */
final class Failover implements Step {
    private static final String FROM = "amsterdam";
    private static final Target VICTIM = Target.parse("amsterdam/httpbin");
    private static final String URL = "http://httpbin.bar.global:8000/get";
    private static final int LINES = 100;
    private static final String STREAM = "http://httpbin.bar.global:8000/stream/" + LINES + "?interval=20";
    private static final int CALLS = 50;
    private static final Duration RETURN_LIMIT = Duration.ofSeconds(20);
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(50);
    private static final Duration BEGIN_LIMIT = Duration.ofSeconds(5);
    private static final Duration INTO_THE_STREAM = Duration.ofMillis(400);

    @Override
    public String title() {
        return "A backend dies in the middle of an answer";
    }

    @Override
    public void go(Stage stage, Story story) throws Failed, Refused, Unknown, IOException, InterruptedException {
        story.say(
                "amsterdam calls its own httpbin while that is killed, and then goes on calling. (A failed backend rests"
                        + " for 2 s here, as examples/demo says, so that the tour is short; cw's default is longer.)");
        Answer cut = streamCut(stage);
        story.command("cw demo kill " + VICTIM);
        story.show(
                List.of("the answer under way ended after " + cut.body().lines().count() + " of " + LINES + " lines: "
                        + (cut.failure().isEmpty() ? "whole" : cut.failure())));
        story.check(!cut.failure().isEmpty(), "what was under way is lost, and its caller is told");
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            answers.add(stage.call(FROM, URL));
        }
        story.command("cw demo call " + FROM + " " + URL + " --count " + CALLS);
        long failed = answers.stream().filter(answer -> !answer.good()).count();
        Duration slowest =
                answers.stream().map(Answer::took).max(Duration::compareTo).orElse(Duration.ZERO);
        story.show(List.of(CALLS + " calls, one after the other: " + failed + " failed, "
                + served(answers, "barcelona/") + " served by barcelona, slowest " + Rows.millis(slowest)));
        story.check(failed == 0, "no other call fails");
        story.check(served(answers, "barcelona/") == CALLS, "the next cluster serves them");
        heal(stage, story);
    }

    /** An answer that takes a while, whose server is killed when it has begun. */
    private static Answer streamCut(Stage stage) throws Unknown, InterruptedException {
        var begun = new CountDownLatch(1);
        var stream = new FutureTask<>(() -> stage.call(FROM, STREAM, begun::countDown));
        Thread calling = Thread.ofVirtual().name("stream").start(stream);
        try {
            // Killed before, it would not be missed: the call would be made again, to the next cluster.
            if (begun.await(BEGIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.sleep(INTO_THE_STREAM);
            }
            stage.sandbox().kill(VICTIM);
            return stream.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible.getCause());
        } finally {
            calling.interrupt();
        }
    }

    private static void heal(Stage stage, Story story) throws Unknown, IOException, InterruptedException {
        stage.sandbox().heal(VICTIM);
        story.command("cw demo heal " + VICTIM);
        long start = System.nanoTime();
        int failed = 0;
        boolean back = false;
        while (!back && System.nanoTime() - start < RETURN_LIMIT.toNanos()) {
            Answer answer = stage.call(FROM, URL);
            failed += answer.good() ? 0 : 1;
            back = answer.servedBy().startsWith("amsterdam/");
            Thread.sleep(BETWEEN_CALLS);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        story.check(
                back && failed == 0,
                "it heals, and calls return to it after " + Rows.millis(took) + ", none of them failed");
    }

    private static long served(List<Answer> answers, String prefix) {
        return answers.stream()
                .filter(answer -> answer.good() && answer.servedBy().startsWith(prefix))
                .count();
    }
}
