package io.coddiwomple.app.files;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The three standard streams of a process, or what stands for them. Results go to {@link #out}, everything else to
 * {@link #say}. Owned by one thread.
 *
 * @param in standard input
 * @param out standard output, buffered: flush it when all is written
 * @param err standard error
 * @param colourful whether {@code err} is a terminal whose user has nothing against colour
 */
public record Terminal(InputStream in, OutputStream out, PrintStream err, boolean colourful) {
    /** The standard streams of this process. The launcher says in {@code cw.terminal} whether {@code err} is a terminal. */
    public static Terminal standard() {
        String refused = System.getenv("NO_COLOR");
        boolean colourful = "err".equals(System.getProperty("cw.terminal"))
                && (refused == null || refused.isEmpty())
                && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new StandardOutput(new FileOutputStream(FileDescriptor.out).getChannel()),
                new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8),
                colourful);
    }

    /** Writes text to standard error. When nobody can read that, the result still counts. */
    public void say(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        err.write(bytes, 0, bytes.length);
        err.flush();
    }

    /** Writes text to standard output. */
    public void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
