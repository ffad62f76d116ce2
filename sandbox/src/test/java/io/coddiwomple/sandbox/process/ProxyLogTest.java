package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyLogTest {
    @TempDir
    private Path folder;

    @Test
    void aLongFileIsKeptOnceAndBeginsAnewForTheProcessThatHasIt() throws IOException {
        Path file = folder.resolve("log");
        var log = new ProxyLog(file, 10);
        try (var process = Files.newOutputStream(
                file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            process.write("0123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            log.bound();
            assertThat(file).hasContent("0123456789");
            process.write('x');
            log.bound();
            process.write('y');
            assertThat(file).hasContent("y");
            assertThat(folder.resolve("log.1")).hasContent("0123456789x");
        }
    }

    @Test
    void theTailIsOfTheLastLines() throws IOException {
        Path file = folder.resolve("log");
        var log = new ProxyLog(file, 10);
        assertThat(log.tail(2)).isEmpty();
        Files.writeString(file, "x".repeat(40_000) + "\none\n\ntwo\nthree");
        assertThat(log.tail(2)).containsExactly("two", "three");
        assertThat(log.tail(100)).endsWith("one", "two", "three").hasSize(4);
    }
}
