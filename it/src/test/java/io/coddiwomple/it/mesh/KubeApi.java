package io.coddiwomple.it.mesh;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What the lab says to an API server, over connections that are kept. */
final class KubeApi implements AutoCloseable {
    static final String TOKEN = "lab-admin";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final SSLContext TLS = trustingTheNamespace();

    private final NetNamespace namespace;
    private final InetSocketAddress address;
    private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();

    KubeApi(NetNamespace namespace, int port) {
        this.namespace = namespace;
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    boolean ready() {
        try {
            return exchange("GET", "/readyz", "application/json", "").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Server-side apply of the text as it is; a field that the server does not know is an error. */
    JsonObject apply(KubeObject object) {
        return apply(object.path(), "", object.text());
    }

    /** All that the server does with an object before it keeps it; then it forgets it. */
    void tryToApply(KubeObject object) {
        apply(object.path(), "&dryRun=All", object.text());
    }

    /** The same, and of a pod also what a kubelet would report. */
    void applyWithStatus(KubeObject object) {
        apply(object);
        if (object.kind().equals("Pod")) {
            apply(object.path() + "/status", "", object.text());
        }
    }

    private JsonObject apply(String path, String more, String text) {
        return demand(
                "PATCH",
                path + "?fieldManager=lab&force=true&fieldValidation=Strict" + more,
                "application/apply-patch+yaml",
                text);
    }

    JsonObject get(String path) {
        return demand("GET", path, "application/json", "");
    }

    void delete(KubeObject object) {
        // At once: no kubelet would say that a pod has ended.
        demand("DELETE", object.path() + "?gracePeriodSeconds=0", "application/json", "");
    }

    /** A token for the agent of a pod, as a kubelet would mount it. */
    String token(String inNamespace, String serviceAccount) {
        JsonObject answer = demand(
                "POST",
                "/api/v1/namespaces/" + inNamespace + "/serviceaccounts/" + serviceAccount + "/token",
                "application/json",
                "{\"apiVersion\": \"authentication.k8s.io/v1\", \"kind\": \"TokenRequest\","
                        + " \"spec\": {\"audiences\": [\"istio-ca\"], \"expirationSeconds\": 7200}}");
        return answer.getAsJsonObject("status").get("token").getAsString();
    }

    private JsonObject demand(String method, String path, String type, String body) {
        try {
            HttpConnection.Response response = exchange(method, path, type, body);
            if (response.status() >= 300) {
                throw new IllegalStateException(
                        method + " " + path + ": " + response.status() + " " + response.body() + "\n" + body);
            }
            return JsonParser.parseString(response.body()).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
    }

    private HttpConnection.Response exchange(String method, String path, String type, String body) throws IOException {
        HttpConnection kept = idle.poll();
        if (kept != null) {
            try {
                return exchange(kept, method, path, type, body);
            } catch (IOException e) {
                // The server closes connections that nobody used for a while; all requests can be repeated.
                closeIdle();
            }
        }
        return exchange(HttpConnection.open(namespace, address, "kubernetes", TLS, LIMIT), method, path, type, body);
    }

    private HttpConnection.Response exchange(
            HttpConnection connection, String method, String path, String type, String body) throws IOException {
        try {
            HttpConnection.Response response = connection.send(
                    method, path, Map.of("Authorization", "Bearer " + TOKEN, "Content-Type", type), body);
            idle.push(connection);
            return response;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    private void closeIdle() {
        for (HttpConnection kept = idle.poll(); kept != null; kept = idle.poll()) {
            kept.close();
        }
    }

    @Override
    public void close() {
        closeIdle();
    }

    /** The server is the only one in its namespace, and its certificate signs itself. */
    private static SSLContext trustingTheNamespace() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class AnyCertificate extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
