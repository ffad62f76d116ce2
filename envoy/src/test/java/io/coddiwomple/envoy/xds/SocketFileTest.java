package io.coddiwomple.envoy.xds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server at a path listens there, and keeps its keys to its user. */
class SocketFileTest {
    @TempDir
    private Path folder;

    private static SocketAddress address(Path path) {
        return UnixDomainSocketAddress.of(path);
    }

    @Test
    void listensAtThePathUntilItIsClosed() throws IOException {
        Path socket = folder.resolve("xds");
        try (ConfigServer server = ConfigServer.start(address(socket))) {
            assertThat(server.port()).isEqualTo(-1);
            try (SocketChannel channel = SocketChannel.open(address(socket))) {
                assertThat(channel.isConnected()).isTrue();
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAFolderThatOthersMayEnter() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(() -> ConfigServer.start(address(folder.resolve("xds"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder + ": the folder is open to other users")
                .hasMessageContaining("chmod 700");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAPathThatIsTooLongForASocket() {
        Path socket = folder.resolve("x".repeat(100));
        assertThatThrownBy(() -> ConfigServer.start(address(socket)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("107 bytes at most");
    }

    @Test
    void leavesAloneWhatIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("xds"), "precious");
        assertThatThrownBy(() -> ConfigServer.start(address(file))).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
        assertThatThrownBy(() -> ConfigServer.start(address(folder.resolve("none/xds"))))
                .isInstanceOf(NotDirectoryException.class);
    }
}
