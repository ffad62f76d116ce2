package io.coddiwomple.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Collects problems, so that an input is refused once and for everything. Owned by one thread. */
public final class Problems {
    private final TreeSet<Problem> found = new TreeSet<>();
    private boolean errors;

    public void add(Code code, Place place, String message) {
        add(new Problem(code, place, message));
    }

    public void add(Problem problem) {
        found.add(problem);
        errors |= problem.severity() == Severity.ERROR;
    }

    public void addAll(Iterable<Problem> problems) {
        problems.forEach(this::add);
    }

    public boolean hasErrors() {
        return errors;
    }

    /** Whether a part of the input could not be understood at all. */
    public boolean hideInput() {
        return found.stream().anyMatch(problem -> problem.code().hidesInput());
    }

    /** All problems, each once, by place, then code, then message: the order in which they came does not show. */
    public List<Problem> sorted() {
        return new ArrayList<>(found);
    }
}
