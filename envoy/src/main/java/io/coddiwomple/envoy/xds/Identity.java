package io.coddiwomple.envoy.xds;

import com.google.protobuf.ByteString;

/**
 * What a proxy proves who it is with, and whom it believes. PEM, as RFC 7468 has it.
 *
 * @param chain the workload's certificate first, then the intermediates
 * @param key its private key, which {@link #toString} keeps to itself
 * @param roots certificates that others' must come from
 */
public record Identity(ByteString chain, ByteString key, ByteString roots) {
    @Override
    public String toString() {
        return "Identity[" + chain.size() + " bytes of certificates]";
    }
}
