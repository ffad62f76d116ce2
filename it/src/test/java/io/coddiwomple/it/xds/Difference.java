package io.coddiwomple.it.xds;

import java.util.ArrayList;
import java.util.List;

/**
 * One resource that is not the same on both sides.
 *
 * @param resource its kind and name
 * @param istiod all of it as text, empty when istiod does not have it
 * @param ours the same for us
 */
record Difference(String resource, String istiod, String ours) {
    int size() {
        return istiod.length() + ours.length();
    }

    /** All of both sides. */
    String whole() {
        return resource + "\n--- istiod\n" + istiod + "--- ours\n" + ours;
    }

    /** The lines that only one side has. */
    @Override
    public String toString() {
        if (istiod.isEmpty()) {
            return resource + ": only ours has it";
        }
        if (ours.isEmpty()) {
            return resource + ": only istiod has it";
        }
        return resource + ":\n" + onlyIn("istiod", istiod, ours) + onlyIn("ours", ours, istiod);
    }

    private static String onlyIn(String side, String text, String other) {
        List<String> rest = new ArrayList<>(other.lines().toList());
        var lines = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (!rest.remove(line)) {
                lines.append("  ")
                        .append(side)
                        .append(": ")
                        .append(line.strip())
                        .append('\n');
            }
        }
        return lines.isEmpty() ? "  " + side + ": the same lines in another order\n" : lines.toString();
    }
}
