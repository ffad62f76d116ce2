package io.coddiwomple.it.mesh;

import java.nio.file.Path;
import java.util.List;

/** A root, and an intermediate for each cluster below it, in the four files that istiod reads. */
final class CertificateAuthority {
    private final Path folder;

    CertificateAuthority(Path folder, String name) {
        this.folder = folder;
        WorkFolder.create(folder);
        openssl(List.of(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-keyout",
                "root-key.pem",
                "-out",
                "root-cert.pem",
                "-subj",
                "/O=lab/CN=" + name,
                "-addext",
                "basicConstraints=critical,CA:true",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign"));
    }

    /** Fills the folder with ca-cert.pem, ca-key.pem, cert-chain.pem and root-cert.pem. */
    void intermediate(String cluster, Path into) {
        WorkFolder.create(into);
        String key = into.resolve("ca-key.pem").toString();
        String request = into.resolve("request.pem").toString();
        Path certificate = into.resolve("ca-cert.pem");
        Path extensions = WorkFolder.write(
                into.resolve("extensions"),
                "basicConstraints=critical,CA:true,pathlen:0\nkeyUsage=critical,digitalSignature,keyCertSign,cRLSign\n");
        openssl(List.of(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                key,
                "-out",
                request,
                "-subj",
                "/O=lab/CN=intermediate of " + cluster));
        openssl(List.of(
                "x509",
                "-req",
                "-in",
                request,
                "-CA",
                "root-cert.pem",
                "-CAkey",
                "root-key.pem",
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                extensions.toString(),
                "-out",
                certificate.toString()));
        WorkFolder.write(into.resolve("cert-chain.pem"), WorkFolder.read(certificate) + root());
        WorkFolder.write(into.resolve("root-cert.pem"), root());
    }

    String root() {
        return WorkFolder.read(folder.resolve("root-cert.pem"));
    }

    private synchronized void openssl(List<String> words) {
        var all = new java.util.ArrayList<>(List.of("openssl"));
        all.addAll(words);
        Command.of(all).in(folder).output();
    }
}
