package io.coddiwomple.app.demo;

import io.coddiwomple.app.run.ShellText;
import io.coddiwomple.app.socket.ControlServer;
import io.coddiwomple.app.socket.Reply;
import io.coddiwomple.envoy.Refusal;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.ResourceKey;
import io.coddiwomple.sandbox.Changes;
import io.coddiwomple.sandbox.ClusterStatus;
import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Refused;
import io.coddiwomple.sandbox.Sandbox;
import io.coddiwomple.sandbox.Target;
import io.coddiwomple.sandbox.Unknown;
import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.apps.Series;
import io.coddiwomple.spec.Manifests.Placed;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what commands ask a demo for. Called by many threads at once. */
final class Requests implements ControlServer.Handler {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int INVALID = 2;
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(20);
    private static final int MOST_REASONS = 8;
    private static final int PIECE = 1 << 16;

    private final Runnable end;
    private volatile @Nullable Sandbox sandbox;

    /** @param end ends the demo, soon */
    Requests(Runnable end) {
        this.end = end;
    }

    /** From now on requests are about this, or about nothing. */
    void use(@Nullable Sandbox up) {
        sandbox = up;
    }

    @Override
    public int handle(List<String> request, Reply reply) throws IOException, InterruptedException {
        if (request.equals(List.of("down"))) {
            end.run();
            return DONE;
        }
        Sandbox up = sandbox;
        if (up == null) {
            reply.error("the demo is still coming up, or is ending already; try again in a moment");
            return FAILED;
        }
        try {
            return handle(up, request, reply);
        } catch (Unknown unknown) {
            reply.error(String.valueOf(unknown.getMessage()));
            return INVALID;
        } catch (Failed failed) {
            for (String line : lines(failed)) {
                reply.error(line);
            }
            return FAILED;
        }
    }

    private static int handle(Sandbox up, List<String> request, Reply reply)
            throws IOException, InterruptedException, Unknown, Failed {
        List<String> words = request.subList(1, request.size());
        return switch (request.getFirst() + " " + words.size()) {
            case "call 4" -> call(up, words, reply);
            case "status 1" -> status(up, words.getFirst().equals("json"), reply);
            case "kill 1" -> kill(up, Target.parse(words.getFirst()), reply);
            case "heal 1" -> heal(up, Target.parse(words.getFirst()), reply);
            case "logs 1" -> logs(up.logs(Target.parse(words.getFirst())), reply);
            default -> applyOrRefuse(up, request, reply);
        };
    }

    /** The request of as many words as there are objects, or one that nobody here knows. */
    private static int applyOrRefuse(Sandbox up, List<String> request, Reply reply)
            throws IOException, InterruptedException, Unknown, Failed {
        List<Placed> objects = request.size() > 1 && request.getFirst().equals("apply")
                ? AppliedObjects.read(request.subList(2, request.size())).orElse(null)
                : null;
        if (objects == null) {
            reply.error(
                    "this demo was started by another version of cw, and does not understand the command; end it with"
                            + " cw demo down, and start it again");
            return FAILED;
        }
        return apply(up, request.get(1), objects, reply);
    }

    private static int kill(Sandbox up, Target target, Reply reply) throws IOException, InterruptedException, Unknown {
        up.kill(target);
        reply.progress("killed " + target + "; cw demo heal " + target + " brings it back");
        return DONE;
    }

    private static int heal(Sandbox up, Target target, Reply reply)
            throws IOException, InterruptedException, Unknown, Failed {
        up.heal(target);
        up.settle(SETTLE_LIMIT);
        reply.progress(target + " is back");
        return DONE;
    }

    private static int call(Sandbox up, List<String> words, Reply reply)
            throws IOException, InterruptedException, Unknown {
        Target from = Target.parse(words.get(0));
        URI url = URI.create(words.get(1));
        int count = Integer.parseInt(words.get(2));
        boolean json = words.get(3).equals("json");
        var answers = new ArrayList<Answer>();
        for (int at = 0; at < count; at++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            answers.add(up.call(from, url, CALL_LIMIT));
        }
        var text = new CallText(new Series(answers));
        reply.result(json ? text.json() : text.table());
        if (!json) {
            for (String failure : text.failures()) {
                reply.error(failure);
            }
            List<String> byHand =
                    up.curl(from, url).stream().map(ShellText::word).toList();
            if (!byHand.isEmpty()) {
                reply.progress("by hand: " + String.join(" ", byHand));
            }
        }
        return text.isGood() ? DONE : FAILED;
    }

    private static int status(Sandbox up, boolean json, Reply reply) throws IOException {
        List<ClusterStatus> clusters = up.status();
        reply.result(json ? StatusText.json(clusters, up.isolates()) : StatusText.table(clusters));
        if (!json) {
            for (ClusterStatus cluster : clusters) {
                for (String fault : cluster.faults()) {
                    reply.warning(cluster.name() + ": " + fault);
                }
            }
        }
        return DONE;
    }

    private static int apply(Sandbox up, String cluster, List<Placed> objects, Reply reply)
            throws IOException, InterruptedException, Unknown, Failed {
        List<Manifest> manifests = objects.stream().map(Placed::manifest).toList();
        Changes changes;
        try {
            changes = up.apply(cluster, manifests);
        } catch (Refused refused) {
            for (Problem problem : problems(refused, objects)) {
                reply.problem(problem);
            }
            return INVALID;
        }
        up.settle(SETTLE_LIMIT);
        reply.progress(cluster + " works with it: " + changes.created() + " created, " + changes.changed()
                + " changed, " + changes.unchanged() + " unchanged");
        return DONE;
    }

    /** What is said of a failure: not all of its reasons when there are many, which are mostly the same. */
    static List<String> lines(Failed failed) {
        List<String> reasons = failed.reasons();
        if (reasons.size() == 1) {
            return List.of(failed.what() + ": " + reasons.getFirst());
        }
        var lines = new ArrayList<String>();
        lines.add(failed.what() + ", for " + reasons.size() + " reasons");
        lines.addAll(reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
        if (reasons.size() > MOST_REASONS) {
            lines.add("and " + (reasons.size() - MOST_REASONS) + " more");
        }
        return lines;
    }

    /** At the places of the objects; of one that was there before the place is not known. */
    static List<Problem> problems(Refused refused, List<Placed> objects) {
        Map<ResourceKey, Place> places = new HashMap<>();
        objects.forEach(object -> places.put(object.manifest().key(), object.place()));
        var problems = new ArrayList<Problem>();
        for (Refusal refusal : refused.refusals()) {
            problems.add(new Problem(
                    Code.NOT_TRANSLATED,
                    places.getOrDefault(refusal.resource(), Place.NONE),
                    refusal + "; so nothing is taken"));
        }
        problems.sort(null);
        return problems;
    }

    private static int logs(List<Path> logs, Reply reply) throws IOException {
        for (Path log : logs) {
            if (logs.size() > 1) {
                reply.result("==> " + log + " <==\n");
            }
            try (Reader text = new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8)) {
                char[] piece = new char[PIECE];
                for (int length = text.read(piece); length > 0; length = text.read(piece)) {
                    reply.result(new String(piece, 0, length));
                }
            } catch (NoSuchFileException none) {
                reply.warning("nothing is logged yet in " + log);
            }
        }
        return DONE;
    }
}
