package io.coddiwomple.sandbox.apps;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** What the first bytes of a connection show to somebody on the way. Never fails, whatever they are. */
final class WireText {
    private static final int LONGEST_QUOTE = 60;

    private WireText() {}

    static String of(Recording recording) {
        byte[] first = recording.fromClient();
        if (first.length == 0) {
            return recording.serverBytes() == 0
                    ? "a connection without a byte"
                    : "the client sent nothing, and got " + count(recording.serverBytes()) + " bytes";
        }
        if (Handshake.begins(first, 0)) {
            return tls(recording);
        }
        Optional<ClearHttp> http = ClearHttp.parse(first);
        long all = recording.clientBytes() + recording.serverBytes();
        if (http.isPresent()) {
            return http.get().description() + answer(recording.fromServer()) + "; all " + count(all)
                    + " bytes can be read on the way";
        }
        return neither(first) + "; all " + count(all) + " bytes can be read on the way";
    }

    private static String tls(Recording recording) {
        Optional<ClientHello> hello = ClientHello.parse(recording.fromClient());
        if (hello.isEmpty()) {
            return "TLS, with a ClientHello that is cut off or not well-formed";
        }
        Optional<ServerHello> answer = ServerHello.parse(recording.fromServer());
        var text = new StringBuilder(hello.get().newest()).append(" ClientHello, ");
        text.append(
                hello.get().serverName().isEmpty()
                        ? "no server name"
                        : "server name " + hello.get().serverName());
        if (!hello.get().protocols().isEmpty()) {
            text.append(", ALPN ").append(String.join(",", hello.get().protocols()));
        }
        if (answer.isEmpty()) {
            return text.append(recording.serverBytes() == 0 ? "; no answer" : "; answered with no ServerHello")
                    .toString();
        }
        long hidden = recording.clientBytes()
                - hello.get().length()
                + recording.serverBytes()
                - answer.get().length();
        text.append("; agreed on ").append(answer.get().version());
        text.append(answer.get().hidesCertificates() ? "; then " : "; then certificates, which can be read, among ");
        return text.append(count(hidden))
                .append(" bytes that only the two ends can read")
                .toString();
    }

    private static String answer(byte[] fromServer) {
        String line = firstLine(fromServer);
        return line.startsWith("HTTP/1") ? "; answered " + line : "";
    }

    private static String neither(byte[] first) {
        String line = firstLine(first);
        return isText(first)
                ? "text in clear: " + line.substring(0, Math.min(line.length(), LONGEST_QUOTE))
                : "neither TLS nor HTTP nor text";
    }

    private static boolean isText(byte[] bytes) {
        for (byte next : bytes) {
            if (next >= 0 && next < ' ' && next != '\n' && next != '\r' && next != '\t' || next == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String firstLine(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, 512), StandardCharsets.ISO_8859_1);
        return Printable.of(text.lines().findFirst().orElse(""));
    }

    /** Groups of three digits, as {@code 4 321}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }
}
