package io.coddiwomple.it.mesh;

import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** etcd and kube-apiserver in a cluster's control plane namespace. */
final class ApiServer implements AutoCloseable {
    private static final int PORT = 6443;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Daemon etcd;
    private final Daemon server;
    private final KubeApi api;

    private ApiServer(Path folder, Daemon etcd, Daemon server, KubeApi api) {
        this.folder = folder;
        this.etcd = etcd;
        this.server = server;
        this.api = api;
    }

    static ApiServer start(NetNamespace namespace, Path folder, String address, String serviceRange) {
        WorkFolder.write(folder.resolve("tokens.csv"), KubeApi.TOKEN + ",admin,1,\"system:masters\"\n");
        WorkFolder.write(folder.resolve("accounts.pem"), privateKey());
        Daemon etcd = Daemon.start(
                "etcd",
                namespace,
                folder,
                Map.of(),
                List.of(Peers.program("etcd").toString(), "--data-dir=etcd", "--unsafe-no-fsync", "--log-level=warn"));
        Daemon server = Daemon.start(
                "kube-apiserver",
                namespace,
                folder,
                Map.of(),
                List.of(
                        Peers.program("kube-apiserver").toString(),
                        "--etcd-servers=http://127.0.0.1:2379",
                        "--cert-dir=certificates",
                        "--service-account-issuer=https://kubernetes.default.svc",
                        "--service-account-key-file=accounts.pem",
                        "--service-account-signing-key-file=accounts.pem",
                        // AlwaysAllow would turn anonymous requests off, and with them the readiness check.
                        "--authorization-mode=RBAC",
                        "--token-auth-file=tokens.csv",
                        "--service-cluster-ip-range=" + serviceRange,
                        "--disable-admission-plugins=ServiceAccount",
                        "--endpoint-reconciler-type=none",
                        "--bind-address=0.0.0.0",
                        "--advertise-address=" + address,
                        "--secure-port=" + PORT,
                        "--profiling=false"));
        WorkFolder.write(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: lab
                contexts: [{name: lab, context: {cluster: lab, user: lab}}]
                clusters: [{name: lab, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
                users: [{name: lab, user: {token: %s}}]
                """.formatted(PORT, KubeApi.TOKEN));
        return new ApiServer(folder, etcd, server, new KubeApi(namespace, PORT));
    }

    void awaitReady() {
        server.await("being ready", LIMIT, api::ready);
    }

    KubeApi api() {
        return api;
    }

    /** For programs in the same namespace. */
    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }

    @Override
    public void close() {
        api.close();
        server.close();
        etcd.close();
    }
}
