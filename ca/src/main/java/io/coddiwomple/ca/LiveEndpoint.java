package io.coddiwomple.ca;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A server that shows its certificates when one begins to speak TLS with it: istiod, or a workload behind a gateway. Its
 * chain is read and nothing else is said, so no certificate of ours is needed, even where callers must show one.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 * @param serverName what is asked for (RFC 6066 section 3), or null for the host; a gateway knows its workloads by it
 */
public record LiveEndpoint(String host, int port, @Nullable String serverName) {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    /**
     * A gateway passes on what offers Istio's own protocol only (pilot/pkg/networking/core/gateway.go of Istio 1.31,
     * AUTO_PASSTHROUGH), and other servers may want one of the others.
     */
    private static final String[] PROTOCOLS = {"istio", "h2", "http/1.1"};

    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    /** A server's name as bytes: those of Istio's gateways hold underscores, which {@code SNIHostName} refuses. */
    private static final class Name extends SNIServerName {
        Name(String name) {
            super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * The chain that it shows, its own certificate first.
     *
     * @throws Unreachable when it cannot be reached or shows none; the message is a sentence
     */
    public List<X509Certificate> chain() throws Unreachable {
        var shown = new AtomicReference<@Nullable List<X509Certificate>>();
        try (Socket plain = new Socket();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> talk = threads.submit(() -> {
                plain.connect(new InetSocketAddress(host, port), Math.toIntExact(CONNECT.toMillis()));
                handshake(plain, shown);
                return true;
            });
            await(talk, plain);
        } catch (IOException failed) {
            if (shown.get() == null) {
                throw new Unreachable(this + " shows no certificate: " + reason(failed), failed);
            }
        }
        List<X509Certificate> chain = shown.get();
        if (chain == null || chain.isEmpty()) {
            throw new Unreachable(this + " shows no certificate", null);
        }
        return chain;
    }

    /** Waits for the end, and makes one when a server sends a byte now and then. */
    private static void await(Future<Boolean> talk, Socket socket) throws IOException {
        try {
            talk.get(CONNECT.plus(HANDSHAKE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            socket.close();
            throw new SocketTimeoutException();
        } catch (InterruptedException ended) {
            socket.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IllegalStateException("a server cannot be talked to", failed);
        }
    }

    private void handshake(Socket plain, AtomicReference<@Nullable List<X509Certificate>> shown) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Looking(shown)}, null);
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                String name = serverName == null ? host : serverName;
                if (serverName != null
                        || io.coddiwomple.model.IpAddress.parse(host).isEmpty()) {
                    parameters.setServerNames(List.of(new Name(name)));
                }
                parameters.setApplicationProtocols(PROTOCOLS);
                socket.setSSLParameters(parameters);
                socket.startHandshake();
            }
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java runtime speaks no TLS", missing);
        }
    }

    private static String reason(IOException failed) {
        return switch (failed) {
            case java.net.UnknownHostException _ -> "the host is not known";
            case SocketTimeoutException _ -> "it does not answer in time";
            case java.net.ConnectException _ -> "nothing accepts connections there";
            default -> String.valueOf(failed.getMessage());
        };
    }

    @Override
    public String toString() {
        String address = host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
        return serverName == null ? address : address + "/" + serverName;
    }

    /** Takes every certificate, for what it is worth is found out later, and keeps it. */
    private static final class Looking extends X509ExtendedTrustManager {
        private final AtomicReference<@Nullable List<X509Certificate>> shown;

        Looking(AtomicReference<@Nullable List<X509Certificate>> shown) {
            this.shown = shown;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            shown.set(List.of(chain));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            shown.set(List.of(chain));
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            shown.set(List.of(chain));
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException("nobody calls us");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException("nobody calls us");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("nobody calls us");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
