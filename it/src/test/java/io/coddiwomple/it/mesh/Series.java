package io.coddiwomple.it.mesh;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Many calls, one after the other or at once. */
record Series(List<Answer> answers) {
    static Series of(int calls, Supplier<Answer> call) {
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < calls; i++) {
            answers.add(call.get());
        }
        return new Series(answers);
    }

    /** All at the same time, each on connections of its own. */
    static Series atOnce(int calls, Supplier<Answer> call) {
        var results = new ArrayList<Future<Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < calls; i++) {
                results.add(threads.submit(call::get));
            }
        }
        return new Series(results.stream().map(Future::resultNow).toList());
    }

    static Series joined(List<Series> parts) {
        return new Series(
                parts.stream().flatMap(part -> part.answers().stream()).toList());
    }

    long failed() {
        return answers.stream().filter(answer -> !answer.good()).count();
    }

    /** Calls that took longer, good or not. */
    long slowerThan(Duration limit) {
        return answers.stream()
                .filter(answer -> answer.took().compareTo(limit) > 0)
                .count();
    }

    /** How many good answers came from each cluster. */
    Map<String, Long> clusters() {
        return count(Answer::cluster);
    }

    /** How many good answers came from each {@code <cluster>/<pod>}. */
    Map<String, Long> pods() {
        return count(Answer::from);
    }

    private Map<String, Long> count(Function<Answer, String> by) {
        return answers.stream()
                .filter(Answer::good)
                .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }

    @Override
    public String toString() {
        var text = new StringBuilder("%d calls, good ones %s, %d failed, slowest %d ms"
                .formatted(
                        answers.size(),
                        pods(),
                        failed(),
                        answers.stream()
                                .mapToLong(answer -> answer.took().toMillis())
                                .max()
                                .orElse(0)));
        answers.stream()
                .filter(answer -> !answer.good())
                .limit(5)
                .forEach(answer -> text.append("\n  ").append(answer));
        return text.toString();
    }
}
