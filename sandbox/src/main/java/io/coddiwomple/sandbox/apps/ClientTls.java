package io.coddiwomple.sandbox.apps;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** The client's side of TLS that the two ends speak by themselves. */
final class ClientTls {
    private static final long CLOSE_NOTIFY_MILLIS = 200;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private ClientTls() {}

    /** Believes whom the call believes, and sends the URL's host as the server's name, unless it is an address. */
    static SslHandler handler(Call call) throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        List<X509Certificate> anchors = call.trust().anchors();
        if (anchors.isEmpty()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        } else {
            builder.trustManager(anchors.toArray(X509Certificate[]::new)).endpointIdentificationAlgorithm("HTTPS");
        }
        if (call.protocol() == Protocol.HTTPS) {
            builder.applicationProtocolConfig(AppServer.alpn());
        }
        String host = call.url().getHost();
        SslHandler handler =
                builder.build().newHandler(AppLoop.BUFFERS, host, call.at().getPort());
        if (!ADDRESS.matcher(host).matches()) {
            SSLParameters parameters = handler.engine().getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            handler.engine().setSSLParameters(parameters);
        }
        // The call's own limit ends it.
        handler.setHandshakeTimeoutMillis(0);
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
        return handler;
    }
}
