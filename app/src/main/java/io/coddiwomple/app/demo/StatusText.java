package io.coddiwomple.app.demo;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import io.coddiwomple.sandbox.ClusterStatus;
import io.coddiwomple.sandbox.ClusterStatus.WorkloadStatus;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import java.util.ArrayList;
import java.util.List;

/** How clusters are, as it is printed. */
final class StatusText {
    private static final long MEBIBYTE = 1 << 20;

    private StatusText() {}

    static String table(List<ClusterStatus> clusters) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("CLUSTER", "WORKLOAD", "KIND", "ADDRESS", "STATE", "PROXY", "MEMORY", "IDENTITY"));
        for (ClusterStatus cluster : clusters) {
            for (WorkloadStatus workload : cluster.workloads()) {
                rows.add(List.of(
                        cluster.name(),
                        workload.name(),
                        workload.kind(),
                        workload.address(),
                        workload.state(),
                        workload.pid() == 0 ? "" : Long.toString(workload.pid()),
                        workload.memory() == 0 ? "" : workload.memory() / MEBIBYTE + " MiB",
                        workload.identity()));
            }
        }
        return Columns.text(rows);
    }

    /** @param isolated whether networks are apart by force */
    static String json(List<ClusterStatus> clusters, boolean isolated) {
        var trees = new ArrayList<Fields>();
        for (ClusterStatus cluster : clusters) {
            trees.add(Fields.builder()
                    .put("name", cluster.name())
                    .put("resources", cluster.resources())
                    .put("faults", Value.texts(cluster.faults()))
                    .put(
                            "workloads",
                            Value.of(cluster.workloads().stream()
                                    .map(StatusText::tree)
                                    .toList()))
                    .build());
        }
        var text = new ByteText();
        JsonText.append(
                Fields.builder()
                        .put("isolated", isolated)
                        .put("clusters", Value.of(trees))
                        .build(),
                0,
                text);
        return text + "\n";
    }

    private static Fields tree(WorkloadStatus workload) {
        return Fields.builder()
                .put("name", workload.name())
                .put("kind", workload.kind())
                .put("address", workload.address())
                .put("state", workload.state())
                .put("pid", workload.pid())
                .put("memoryBytes", workload.memory())
                .put("identity", workload.identity())
                .build();
    }
}
