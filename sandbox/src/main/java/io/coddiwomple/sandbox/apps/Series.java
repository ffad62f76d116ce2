package io.coddiwomple.sandbox.apps;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Many calls, in the order of their ends, and what they came to. */
public record Series(List<Answer> answers) {
    public Series {
        answers = List.copyOf(answers);
    }

    /** How many were not good. */
    public long failed() {
        return answers.stream().filter(answer -> !answer.good()).count();
    }

    /** How many good answers came from each {@code <cluster>/<workload>}, by name. */
    public Map<String, Long> servedBy() {
        return answers.stream()
                .filter(Answer::good)
                .collect(Collectors.groupingBy(Answer::servedBy, TreeMap::new, Collectors.counting()));
    }

    /** The longest time that a call took, good or not; zero without calls. */
    public Duration slowest() {
        return percentile(100);
    }

    /**
     * The time within which so many of the calls ended, good or not, by the nearest rank; zero without calls.
     *
     * @param percent above 0, at most 100
     */
    public Duration percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException(percent + " is no percentage above 0");
        }
        List<Duration> sorted = answers.stream().map(Answer::took).sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
    }
}
