package io.coddiwomple.it.mesh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The agent and Envoy of one pod: a sidecar with captured traffic, or a gateway without. */
final class Proxy implements AutoCloseable {
    /** Traffic of this group is not captured; the programs stay root, so that they can be run from anywhere. */
    static final String GROUP = "1337";

    /** Where a kubelet mounts the ConfigMap with the roots that istiod hands out. */
    private static final String ROOTS = "var/run/secrets/istio/root-cert.pem";

    private static final int ADMIN = 15000;
    private static final int STATUS = 15021;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final NetNamespace namespace;
    private final Daemon daemon;
    private final Path folder;

    private Proxy(NetNamespace namespace, Daemon daemon, Path folder) {
        this.namespace = namespace;
        this.daemon = daemon;
        this.folder = folder;
    }

    /**
     * Who the proxy is.
     *
     * @param role {@code sidecar} or {@code router}
     */
    record Identity(
            String role,
            String cluster,
            String trustDomain,
            String namespace,
            String pod,
            String serviceAccount,
            String address,
            Map<String, String> labels) {}

    /** @param more of its environment */
    static Proxy start(
            NetNamespace namespace,
            Path folder,
            Identity identity,
            String token,
            String root,
            Map<String, String> more) {
        WorkFolder.write(folder.resolve("var/run/secrets/tokens/istio-token"), token);
        WorkFolder.write(folder.resolve(ROOTS), root);
        var labels = new StringBuilder();
        var json = new com.google.gson.JsonObject();
        identity.labels().forEach((name, value) -> {
            labels.append(name).append("=\"").append(value).append("\"\n");
            json.addProperty(name, value);
        });
        WorkFolder.write(folder.resolve("etc/istio/pod/labels"), labels.toString());

        Map<String, String> environment = new HashMap<>();
        environment.put("POD_NAME", identity.pod());
        environment.put("POD_NAMESPACE", identity.namespace());
        environment.put("INSTANCE_IP", identity.address());
        environment.put("SERVICE_ACCOUNT", identity.serviceAccount());
        environment.put("TRUST_DOMAIN", identity.trustDomain());
        environment.put("CA_ADDR", "istiod.istio-system.svc:15012");
        environment.put("PILOT_CERT_PROVIDER", "istiod");
        environment.put("ISTIO_META_CLUSTER_ID", identity.cluster());
        environment.put("ISTIO_META_DNS_CAPTURE", "true");
        environment.put("ISTIO_METAJSON_LABELS", json.toString());
        environment.put("ISTIO_META_INTERCEPTION_MODE", "REDIRECT");
        environment.put("PROXY_CONFIG", """
                discoveryAddress: istiod.istio-system.svc:15012
                binaryPath: %s
                configPath: %s
                proxyBootstrapTemplatePath: %s
                concurrency: 1
                proxyStatsMatcher: {inclusionRegexps: [".*no_filter_chain_match", ".*lds.update_rejected"]}
                """.formatted(
                        Peers.program("envoy"), folder.resolve("proxy"), Peers.file("envoy_bootstrap.json")));
        environment.putAll(more);
        Daemon daemon = Daemon.start(
                "proxy",
                namespace,
                folder,
                environment,
                List.of(
                        "setpriv",
                        "--regid=" + GROUP,
                        "--clear-groups",
                        Peers.program("pilot-agent").toString(),
                        "proxy",
                        identity.role(),
                        "--domain",
                        identity.namespace() + ".svc.cluster.local"));
        return new Proxy(namespace, daemon, folder);
    }

    void awaitReady() {
        daemon.await("being ready", LIMIT, () -> Probe.ok(namespace, STATUS, "/healthz/ready"));
    }

    void await(String what, BooleanSupplier condition) {
        daemon.await(what, LIMIT, condition);
    }

    boolean running() {
        return daemon.running();
    }

    /** The roots that Envoy trusts now, as PEM; empty before it has any. */
    String trusted() {
        var dump = com.google.gson.JsonParser.parseString(admin("/config_dump?resource=dynamic_active_secrets"))
                .getAsJsonObject();
        if (!dump.has("configs")) {
            return "";
        }
        for (var entry : dump.getAsJsonArray("configs")) {
            var secret = entry.getAsJsonObject();
            if (secret.get("name").getAsString().equals("ROOTCA")) {
                String bytes = secret.getAsJsonObject("secret")
                        .getAsJsonObject("validation_context")
                        .getAsJsonObject("trusted_ca")
                        .get("inline_bytes")
                        .getAsString();
                return new String(
                        java.util.Base64.getDecoder().decode(bytes), java.nio.charset.StandardCharsets.US_ASCII);
            }
        }
        return "";
    }

    /** The roots by which it knows istiod, while it runs. */
    void roots(String pem) {
        WorkFolder.write(folder.resolve(ROOTS), pem);
    }

    /** Whether Envoy runs, ready or not. */
    boolean answers() {
        return Probe.ok(namespace, ADMIN, "/server_info");
    }

    /** An answer of Envoy's administration interface. */
    String admin(String path) {
        try {
            return Probe.get(namespace, ADMIN, path);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A counter or gauge of Envoy's; 0 when it does not exist yet. */
    long statistic(String name) {
        String prefix = name + ": ";
        return admin("/stats?filter=" + name.replace(".", "\\.") + "$")
                .lines()
                .filter(line -> line.startsWith(prefix))
                .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
                .sum();
    }

    /** How many connections it has opened for a host, since it knows the host. */
    long connectionsTo(String host) {
        return connectionsTo(host, "");
    }

    /** The same of one of the host's endpoints. */
    long connectionsTo(String host, String address) {
        return admin("/clusters")
                .lines()
                .filter(line -> line.contains("||" + host + "::" + address) && line.contains("::cx_total::"))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(':') + 1)))
                .sum();
    }

    /** Lines of the access log; Envoy writes them with up to a second of delay. */
    List<String> accessLog() {
        return WorkFolder.read(folder.resolve("access.log")).lines().toList();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
