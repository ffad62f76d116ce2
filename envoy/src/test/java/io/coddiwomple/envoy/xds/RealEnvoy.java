package io.coddiwomple.envoy.xds;

import io.coddiwomple.envoy.Peers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A stock Envoy that fetches everything from a server on this machine. */
final class RealEnvoy implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    private RealEnvoy(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** @param api {@code GRPC} or {@code DELTA_GRPC} */
    static RealEnvoy start(Path folder, String node, int port, String api) throws IOException {
        return start(folder, node, "socket_address: {address: 127.0.0.1, port_value: " + port + "}", api);
    }

    /** One that dials a Unix domain socket. */
    static RealEnvoy start(Path folder, String node, Path socket, String api) throws IOException {
        return start(folder, node, "pipe: {path: \"" + socket + "\"}", api);
    }

    private static RealEnvoy start(Path folder, String node, String server, String api) throws IOException {
        Files.writeString(folder.resolve("bootstrap.yaml"), """
            node: {id: "%1$s", cluster: test}
            admin: {address: {socket_address: {address: 127.0.0.1, port_value: 0}}}
            dynamic_resources:
              lds_config: {ads: {}, resource_api_version: V3}
              cds_config: {ads: {}, resource_api_version: V3}
              ads_config:
                api_type: %3$s
                transport_api_version: V3
                set_node_on_first_message_only: true
                grpc_services: [{envoy_grpc: {cluster_name: xds-grpc}}]
            static_resources:
              clusters:
              - name: xds-grpc
                connect_timeout: 1s
                typed_extension_protocol_options: &http2
                  envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
                    "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                    explicit_http_config: {http2_protocol_options: {}}
                load_assignment:
                  cluster_name: xds-grpc
                  endpoints: &server
                  - lb_endpoints:
                    - endpoint: {address: {%2$s}}
              - name: sds-grpc
                connect_timeout: 1s
                typed_extension_protocol_options: *http2
                load_assignment: {cluster_name: sds-grpc, endpoints: *server}
            """.formatted(node, server, api));
        Process process = new ProcessBuilder(
                        Peers.envoy().toString(),
                        "-c",
                        "bootstrap.yaml",
                        "--concurrency",
                        "1",
                        "--use-dynamic-base-id",
                        "--admin-address-path",
                        "admin",
                        "--log-level",
                        "warning")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("envoy.log").toFile())
                .start();
        return new RealEnvoy(process, folder);
    }

    boolean running() {
        return process.isAlive();
    }

    /** What its own interface answers, empty before it does. */
    String admin(String path) throws IOException, InterruptedException {
        Path file = folder.resolve("admin");
        if (!Files.exists(file) || Files.readString(file).isBlank()) {
            return "";
        }
        String address = Files.readString(file).strip();
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://" + address + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The value of one of its counters or gauges, -1 before there is one. */
    long stat(String name) throws IOException, InterruptedException {
        for (String line : admin("/stats?filter=" + name).lines().toList()) {
            if (line.startsWith(name + ": ")) {
                return Long.parseLong(line.substring(name.length() + 2));
            }
        }
        return -1;
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("envoy.log"));
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("envoy does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
