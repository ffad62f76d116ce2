package io.coddiwomple.sandbox.apps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who a server's proxy says that the client is, as header {@code x-forwarded-client-cert} has it (Envoy's HTTP
 * connection manager, "x-forwarded-client-cert"): elements apart by commas, pairs apart by semicolons, values in double
 * quotes where they hold one of these.
 *
 * @param uri of the client's certificate, such as {@code spiffe://cluster.local/ns/bar/sa/default}; empty when it has
 *     none
 * @param by of the certificate that the server's proxy showed; empty when it is not said
 */
public record ClientCertificate(String uri, String by) {
    static final String HEADER = "x-forwarded-client-cert";

    /**
     * The certificate of the connection that reached the server's own proxy: the last element, since proxies append.
     * Empty when there is no element, or the last one says nothing of an identity.
     */
    public static Optional<ClientCertificate> parse(String header) {
        List<String> elements = split(header, ',');
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        String uri = "";
        String by = "";
        for (String pair : split(elements.getLast(), ';')) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                continue;
            }
            String value = unquoted(pair.substring(equals + 1).strip());
            switch (pair.substring(0, equals).strip().toLowerCase(Locale.ROOT)) {
                case "uri" -> uri = uri.isEmpty() ? value : uri;
                case "by" -> by = by.isEmpty() ? value : by;
                default -> {
                    // Hash, Cert, Chain, Subject, DNS: who it is does not depend on them.
                }
            }
        }
        return uri.isEmpty() && by.isEmpty() ? Optional.empty() : Optional.of(new ClientCertificate(uri, by));
    }

    /** The parts between separators that are outside of quotes, without empty ones. */
    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        int start = 0;
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            char here = text.charAt(at);
            if (here == '\\' && quoted) {
                at++;
            } else if (here == '"') {
                quoted = !quoted;
            } else if (here == separator && !quoted) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        parts.removeIf(String::isBlank);
        return parts;
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
