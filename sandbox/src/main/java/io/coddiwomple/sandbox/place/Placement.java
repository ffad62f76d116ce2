package io.coddiwomple.sandbox.place;

import io.coddiwomple.dns.ZoneData;
import io.coddiwomple.envoy.Proxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** Gives workloads their places on this machine. Methods may be called from any thread. */
public interface Placement extends AutoCloseable {
    /**
     * A place for a workload.
     *
     * @param cluster whose network it is in
     * @param workload its name, unique within the cluster
     * @param role of its proxy: the traffic of an application is captured, a gateway's is not
     * @param outer the addresses and ports that other clusters dial to reach it; empty unless it is a gateway of theirs
     * @throws IOException saying what of the machine was not to be had, and what to do
     */
    Spot place(String cluster, String workload, Proxy.Role role, List<Outer> outer) throws IOException;

    /**
     * What other clusters dial.
     *
     * @param address an IP address or a name
     * @param port 1 to 65535
     * @param listenerPort the port of the gateway's pod
     */
    record Outer(String address, int port, int listenerPort) {}

    /** What kube-proxy knows: connections to these addresses go to one of their targets. Replaces what the cluster had. */
    void services(String cluster, List<Forward> forwards) throws IOException;

    /**
     * A port of a Kubernetes Service.
     *
     * @param name {@code <name>.<namespace>.svc.<domain>}
     * @param address its cluster IP
     * @param targets pods' addresses and ports, in a fixed order
     */
    record Forward(String name, String address, int port, List<Target> targets) {}

    /** An address and a port of a pod. */
    record Target(String address, int port) {}

    /**
     * The names of services that a cluster's programs can resolve beside those of {@link #services}. Replaces what was
     * said before.
     *
     * @param names of which the addresses of the server itself do not count
     */
    void names(String cluster, ZoneData names) throws IOException;

    /** A command line that looks a name up as a cluster's programs do; empty before there are {@link #names}. */
    List<String> dig(String cluster, String name);

    /**
     * Leads what other clusters dial to somewhere else, which hears what passes, for configurations that are bound from
     * now on.
     *
     * @param address one of a gateway's {@link Outer}
     * @param port that is dialled there
     * @param via given where that really leads, tells where to go instead
     * @return closing it leads back
     * @throws IOException of {@code via}
     * @throws UnsupportedOperationException where nobody can stand between
     */
    Detour detour(String address, int port, Via via) throws IOException;

    /** Chooses where to go. */
    interface Via {
        InetSocketAddress insteadOf(InetSocketAddress gateway) throws IOException;
    }

    /** Lasts until it is closed. */
    interface Detour extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether the networks of clusters are apart by force, and not by configuration alone. */
    boolean isolates();

    /** Leaves nothing behind. */
    @Override
    void close() throws IOException;
}
