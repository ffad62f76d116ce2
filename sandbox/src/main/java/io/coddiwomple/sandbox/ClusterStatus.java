package io.coddiwomple.sandbox;

import java.util.List;

/**
 * How a cluster is.
 *
 * @param resources how many objects its store holds
 * @param faults why its proxies may not have what the store says: resources that are not translated, refusals by proxies
 */
public record ClusterStatus(String name, int resources, List<WorkloadStatus> workloads, List<String> faults) {
    public ClusterStatus {
        workloads = List.copyOf(workloads);
        faults = List.copyOf(faults);
    }

    /**
     * How a workload is.
     *
     * @param kind such as {@code gateway} or {@code httpbin}
     * @param address of its pod
     * @param state such as {@code ready} or {@code killed}
     * @param pid of its proxy, 0 when it does not run
     * @param memory of its proxy, resident, in bytes; 0 when it does not run
     */
    public record WorkloadStatus(
            String name, String kind, String address, String state, long pid, long memory, String identity) {}
}
