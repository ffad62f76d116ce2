package io.coddiwomple.it.mesh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Istio's control plane, out of a pod. */
final class Istiod implements AutoCloseable {
    private static final int HTTP = 8080;

    private final NetNamespace namespace;
    private final Path folder;
    private final Daemon daemon;

    private Istiod(NetNamespace namespace, Path folder, Daemon daemon) {
        this.namespace = namespace;
        this.folder = folder;
        this.daemon = daemon;
    }

    /**
     * @param authority folder with the four files of a certificate authority
     * @param meshConfig YAML
     * @param more of its environment
     */
    static Istiod start(
            NetNamespace namespace,
            Path folder,
            String cluster,
            Path kubeconfig,
            Path authority,
            String meshConfig,
            Map<String, String> more) {
        Path config = WorkFolder.write(folder.resolve("mesh.yaml"), meshConfig);
        Map<String, String> environment = new HashMap<>();
        environment.put("POD_NAMESPACE", "istio-system");
        environment.put("POD_NAME", "istiod-0");
        environment.put("CLUSTER_ID", cluster);
        environment.put("ROOT_CA_DIR", authority.toString());
        environment.put("ISTIOD_CUSTOM_HOST", "istiod.istio-system.svc");
        environment.put("ENABLE_LEADER_ELECTION", "false");
        environment.put("INJECT_ENABLED", "false");
        environment.put("VALIDATION_WEBHOOK_CONFIG_NAME", "");
        environment.put("INJECTION_WEBHOOK_CONFIG_NAME", "");
        environment.put("PILOT_ENABLE_GATEWAY_API", "false");
        environment.put("PILOT_ENABLE_TELEMETRY_LABEL", "false");
        // Filters that only Istio's own build of Envoy has.
        environment.put("PILOT_ENABLE_METADATA_EXCHANGE", "false");
        environment.put("PILOT_ENABLE_ALPN_FILTER", "false");
        environment.putAll(more);
        return new Istiod(
                namespace,
                folder,
                Daemon.start(
                        "istiod",
                        namespace,
                        folder,
                        environment,
                        List.of(
                                Peers.program("pilot-discovery").toString(),
                                "discovery",
                                "--kubeconfig=" + kubeconfig,
                                "--meshConfig=" + config,
                                "--networksConfig=/dev/null",
                                "--httpAddr=:" + HTTP,
                                "--httpsAddr=:15017",
                                "--grpcAddr=:15010",
                                "--secureGRPCAddr=:15012",
                                "--monitoringAddr=:15014",
                                "--clusterID=" + cluster,
                                "--domain=cluster.local")));
    }

    void awaitReady() {
        daemon.await("being ready", Duration.ofSeconds(60), () -> Probe.ok(namespace, HTTP, "/ready"));
    }

    /** The running control plane reads it at once. */
    void meshConfig(String yaml) {
        WorkFolder.write(folder.resolve("mesh.yaml"), yaml);
    }

    boolean running() {
        return daemon.running();
    }

    String log() {
        return daemon.log();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
