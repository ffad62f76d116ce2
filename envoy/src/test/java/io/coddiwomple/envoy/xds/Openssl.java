package io.coddiwomple.envoy.xds;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Identities made by the real openssl. */
final class Openssl {
    private Openssl() {}

    /** One that is its own root. */
    static Identity identity(Path folder, String uri) throws IOException, InterruptedException {
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("certificate.pem");
        Process process = new ProcessBuilder(List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "1",
                        "-subj",
                        "/O=test",
                        "-addext",
                        "subjectAltName=URI:" + uri,
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
        ByteString chain = ByteString.copyFrom(Files.readAllBytes(certificate));
        return new Identity(chain, ByteString.copyFrom(Files.readAllBytes(key)), chain);
    }
}
