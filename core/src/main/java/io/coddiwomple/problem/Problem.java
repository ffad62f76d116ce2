package io.coddiwomple.problem;

/**
 * One thing that is wrong with an input, or noteworthy in a plan.
 *
 * @param message what is wrong, why it matters and what to do, in one line of plain sentences
 */
public record Problem(Code code, Place place, String message) implements Comparable<Problem> {
    public Severity severity() {
        return code.severity();
    }

    @Override
    public int compareTo(Problem other) {
        int order = place.compareTo(other.place);
        if (order == 0) {
            order = code.compareTo(other.code);
        }
        return order == 0 ? message.compareTo(other.message) : order;
    }

    /** {@code error CW2014 services.json:14:22 backend names cluster …}: the line that users see. */
    @Override
    public String toString() {
        String where = place.toString();
        return severity().word() + " " + code.id() + " "
                + Characters.visible((where.isEmpty() ? "" : where + " ") + message);
    }
}
