package io.coddiwomple.app.files;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Reads files of certificates, alone or a folder of them. Whatever cannot be read is a problem. */
public final class CertificateFiles {
    /** Secrets of a large cluster, all at once. */
    private static final int LARGEST = 32 << 20;

    private static final List<String> NAMES = List.of("ca-cert.pem", "ca-key.pem", "cert-chain.pem", "root-cert.pem");

    private CertificateFiles() {}

    /**
     * Reads what a path names.
     *
     * @param file takes the path and the content of a file
     * @param folder takes the path and, by their names, the contents of a folder's files of these that it has:
     *     ca-cert.pem, ca-key.pem, cert-chain.pem, root-cert.pem
     */
    public static void read(
            String shown,
            BiConsumer<String, byte[]> file,
            BiConsumer<String, Map<String, byte[]>> folder,
            Problems problems) {
        try {
            Path path = Path.of(shown);
            if (!Files.isDirectory(path)) {
                file.accept(shown, content(path));
                return;
            }
            var contents = new TreeMap<String, byte[]>();
            for (String name : NAMES) {
                if (Files.exists(path.resolve(name))) {
                    contents.put(name, content(path.resolve(name)));
                }
            }
            folder.accept(shown, contents);
        } catch (IOException failed) {
            problems.add(
                    Code.UNREADABLE,
                    Place.file(shown),
                    "the certificates cannot be read: " + OutputFailed.reason(failed));
        } catch (InvalidPathException noPath) {
            problems.add(Code.UNREADABLE, Place.file(shown), "this is no path: " + noPath.getReason());
        }
    }

    private static byte[] content(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException("it is larger than the limit of " + (LARGEST >> 20) + " MiB");
            }
            return content;
        }
    }
}
