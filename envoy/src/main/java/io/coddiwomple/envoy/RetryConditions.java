package io.coddiwomple.envoy;

import java.util.ArrayList;
import java.util.List;

/**
 * When a call is tried again: {@code retryOn} of a VirtualService, taken apart into Envoy's conditions and statuses of
 * answers (istiod's core/route/retry/retry.go).
 *
 * @param on conditions with commas between them
 * @param statuses such as 503, in the order in which they were written
 */
record RetryConditions(String on, List<Integer> statuses) {
    private static final String BY_STATUS = "retriable-status-codes";

    static RetryConditions parse(String text) {
        List<String> conditions = new ArrayList<>();
        List<Integer> statuses = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String condition = part.strip();
            if (isStatus(condition)) {
                statuses.add(Integer.parseInt(condition));
            } else if (!condition.isEmpty()) {
                conditions.add(condition);
            }
        }
        String on = String.join(",", conditions);
        return new RetryConditions(
                statuses.isEmpty() || on.contains(BY_STATUS) ? on : on + "," + BY_STATUS, List.copyOf(statuses));
    }

    private static boolean isStatus(String text) {
        return text.length() == 3 && text.chars().allMatch(digit -> digit >= '0' && digit <= '9') && hasName(text);
    }

    /** Go's net/http/status.go; what has no name there stays a condition. */
    private static boolean hasName(String status) {
        int number = Integer.parseInt(status);
        return switch (number / 100) {
            case 1 -> number <= 103;
            case 2 -> number <= 208 || number == 226;
            case 3 -> number <= 305 || number == 307 || number == 308;
            case 4 ->
                number <= 418
                        || number >= 421 && number <= 426
                        || number == 428
                        || number == 429
                        || number == 431
                        || number == 451;
            case 5 -> number <= 508 || number == 510 || number == 511;
            default -> false;
        };
    }
}
