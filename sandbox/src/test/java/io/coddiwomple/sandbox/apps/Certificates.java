package io.coddiwomple.sandbox.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** Identities that openssl makes. */
final class Certificates {
    private Certificates() {}

    /** A certificate that vouches for itself, for one name. */
    static TlsIdentity selfSigned(Path folder, String name) throws IOException, GeneralSecurityException {
        Path key = folder.resolve(name + ".key");
        Path certificate = folder.resolve(name + ".crt");
        Run made = Run.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=DNS:" + name,
                "-days",
                "1",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        assertThat(made.exit()).as(made.output()).isZero();
        return TlsIdentity.fromPem(Files.readString(key), Files.readString(certificate));
    }
}
