package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The file that a process appends what it says to. When it is long it becomes the file with {@code .1} behind its name, in
 * the place of the one before, and begins anew: the process goes on writing to the same file, which is made empty, so
 * what it says in that very moment may be lost. Owned by the thread that watches the process; any may read.
 *
 * @param limit bytes
 */
record ProxyLog(Path file, long limit) {
    private static final int TAIL_BYTES = 16 << 10;

    /** Moves what there is out of the way when it is long. */
    void bound() throws IOException {
        if (Files.exists(file) && Files.size(file) > limit) {
            Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        }
    }

    /** The last lines, oldest first; none when there is no file. */
    List<String> tail(int lines) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            content.seek(Math.max(0, content.length() - TAIL_BYTES));
            var bytes = new byte[TAIL_BYTES];
            int read = Math.max(0, content.read(bytes));
            List<String> all = new String(bytes, 0, read, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        }
    }
}
