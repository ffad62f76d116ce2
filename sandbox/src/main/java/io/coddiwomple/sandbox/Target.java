package io.coddiwomple.sandbox;

/**
 * A cluster, or one workload of it.
 *
 * @param workload empty for the cluster
 */
public record Target(String cluster, String workload) {
    /** From {@code CLUSTER[/WORKLOAD]}. */
    public static Target parse(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? new Target(text, "") : new Target(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return workload.isEmpty() ? cluster : cluster + "/" + workload;
    }
}
