package io.coddiwomple.sandbox.apps;

import java.util.Arrays;

/**
 * What a wire tap knows of one connection.
 *
 * @param fromClient the first bytes that the client sent
 * @param fromServer the first bytes that came back
 * @param clientBytes how many bytes the client sent in all
 * @param serverBytes how many came back in all
 * @param open whether the connection goes on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Recording(byte[] fromClient, byte[] fromServer, long clientBytes, long serverBytes, boolean open) {
    /** What it was, as somebody on the way can tell: one clause a line. */
    public String description() {
        return WireText.of(this);
    }

    @Override
    public String toString() {
        return "Recording[%d bytes sent, %d bytes back, begins %s]"
                .formatted(clientBytes, serverBytes, Arrays.toString(Arrays.copyOf(fromClient, 8)));
    }
}
