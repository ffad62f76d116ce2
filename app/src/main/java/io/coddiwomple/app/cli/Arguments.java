package io.coddiwomple.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the user gave to one command, and every fault found in it so far. Owned by one thread. */
public final class Arguments {
    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** Whether an option was given, by its long name without dashes. */
    public boolean has(String option) {
        return values.containsKey(option);
    }

    /** The value of an option, by its long name without dashes. */
    public Optional<String> value(String option) {
        return values(option).stream().findFirst();
    }

    /** The values of an option, in the order given. */
    public List<String> values(String option) {
        return values.getOrDefault(option, List.of());
    }

    /** What was given besides options, in order. */
    public List<String> operands() {
        return operands;
    }

    /** Notes a fault; whoever reads arguments looks for more of them before the command is refused. */
    public void fault(String message) {
        faults.add(message);
    }

    /** All faults, in the order in which they were found. */
    public List<String> faults() {
        return faults;
    }

    void add(Option option, String value) {
        List<String> given = values.computeIfAbsent(option.name(), _ -> new ArrayList<>(2));
        if (!option.repeatable() && !given.isEmpty()) {
            fault(option.dashed() + " is given twice, as \"" + given.getFirst() + "\" and \"" + value
                    + "\"; give it once");
            return;
        }
        given.add(value);
    }
}
