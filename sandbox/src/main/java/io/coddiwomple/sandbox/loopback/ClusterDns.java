package io.coddiwomple.sandbox.loopback;

import io.coddiwomple.dns.BindFailed;
import io.coddiwomple.dns.DnsServer;
import io.coddiwomple.dns.ListenAddress;
import io.coddiwomple.dns.Zone;
import io.coddiwomple.dns.ZoneData;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Answers the names of one cluster, with the addresses that its services have there. Guarded by itself. */
final class ClusterDns implements AutoCloseable {
    private final ListenAddress address;
    private final DnsServer server;
    private boolean serving;

    private ClusterDns(ListenAddress address, DnsServer server) {
        this.address = address;
        this.server = server;
    }

    static ClusterDns at(String address, int port) throws IOException {
        var listen = new ListenAddress(address, port);
        try {
            return new ClusterDns(
                    listen,
                    DnsServer.bind(new DnsServer.Options(List.of(listen), null, null, 0), InstantSource.system()));
        } catch (BindFailed failed) {
            throw new IOException(failed.getMessage(), failed);
        }
    }

    ListenAddress address() {
        return address;
    }

    synchronized void names(ZoneData names) throws IOException {
        if (serving) {
            server.replace(Zone.of(names));
        } else {
            server.serve(Zone.of(names));
            serving = true;
        }
    }

    @Override
    public synchronized void close() {
        server.close();
    }
}
