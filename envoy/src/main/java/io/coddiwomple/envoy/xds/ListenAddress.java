package io.coddiwomple.envoy.xds;

import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The two kinds of address that a {@link ConfigServer} can have. */
sealed interface ListenAddress {
    /** Says which of Netty's channels accept connections there. */
    void channels(NettyServerBuilder builder);

    /**
     * The address as one of the kinds.
     *
     * @throws IOException when the path of a socket is no place for private keys, or too long
     */
    static ListenAddress of(SocketAddress address) throws IOException {
        return switch (address) {
            case InetSocketAddress _ -> new Port();
            case UnixDomainSocketAddress path -> Socket.at(path.getPath());
            default -> throw new IllegalArgumentException("neither an Internet address nor a path: " + address);
        };
    }

    /** A TCP port. */
    record Port() implements ListenAddress {
        @Override
        public void channels(NettyServerBuilder builder) {
            builder.channelType(NioServerSocketChannel.class);
        }
    }

    /** A Unix domain socket. Netty removes its file when the channel is closed. */
    record Socket() implements ListenAddress {
        /** Linux' {@code sun_path} has 108 bytes, of which the last is 0 (unix(7)). */
        private static final int LONGEST_PATH = 107;

        private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

        static Socket at(Path path) throws IOException {
            Path folder = path.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new NotDirectoryException(String.valueOf(folder));
            }
            if (Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS::contains)) {
                throw new FileSystemException(
                        folder.toString(),
                        null,
                        "the folder is open to other users, who could fetch private keys from a socket in it; take"
                                + " their permissions away (chmod 700)");
            }
            int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
            if (length > LONGEST_PATH) {
                throw new FileSystemException(
                        path.toString(),
                        null,
                        "the path of a socket has " + LONGEST_PATH + " bytes at most, and this one has " + length
                                + "; use a folder with a shorter name");
            }
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(path.toString());
            }
            return new Socket();
        }

        @Override
        public void channels(NettyServerBuilder builder) {
            // gRPC asks for keep-alive, which Netty would warn of at each connection: there is none. Null takes it
            // back.
            builder.channelType(NioServerDomainSocketChannel.class).withChildOption(ChannelOption.SO_KEEPALIVE, null);
        }
    }
}
