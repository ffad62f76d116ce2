package io.coddiwomple.envoy;

/** What istiod calls clusters (its model/service.go). */
final class Names {
    static final String BLACK_HOLE = "BlackHoleCluster";
    static final String PASSTHROUGH = "PassthroughCluster";
    static final String INBOUND_PASSTHROUGH = "InboundPassthroughCluster";

    private Names() {}

    /** @param subset empty for the whole service */
    static String outbound(int port, String subset, String host) {
        return "outbound|" + port + "|" + subset + "|" + host;
    }

    /** The name as an SNI, and of the cluster behind an AUTO_PASSTHROUGH gateway. */
    static String sni(int port, String subset, String host) {
        return "outbound_." + port + "_." + subset + "_." + host;
    }

    static String inbound(int port) {
        return "inbound|" + port + "||";
    }
}
