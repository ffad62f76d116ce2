package io.coddiwomple.dns;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;

/**
 * DNS cookies (RFC 7873) of the interoperable kind (RFC 9018): they prove that a client gets what is sent to its
 * address. For any number of threads.
 */
final class Cookies {
    /** A whole cookie: the client's 8 bytes and the server's 16. */
    static final int LENGTH = 24;

    private static final int CLIENT = 8;
    private static final int HASHED = 16;
    private static final int VERSION = 1;
    /** How old a server's cookie may be, and how far in the future, in seconds (RFC 9018 section 4.3). */
    private static final int OLDEST = 3_600;

    private static final int FUTURE = 300;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long secret0;
    private final long secret1;

    /** @param secret0 with the other, 128 random bits that leave this process by no way */
    Cookies(long secret0, long secret1) {
        this.secret0 = secret0;
        this.secret1 = secret1;
    }

    /** Whether a cookie option may be so long: a client's part alone, or with a server's of 8 to 32 bytes. */
    static boolean isLength(int length) {
        return length == CLIENT || (length >= 2 * CLIENT && length <= 40);
    }

    /**
     * Writes a whole cookie for a client.
     *
     * @param client where the client's part stands in {@code in}
     * @param seconds since 1970
     */
    void write(byte[] in, int client, byte[] address, int addressLength, int seconds, byte[] out, int at) {
        System.arraycopy(in, client, out, at, CLIENT);
        Wire.putInt(out, at + CLIENT, VERSION << 24);
        Wire.putInt(out, at + CLIENT + 4, seconds);
        LONG.set(out, at + HASHED, hash(out, at, address, addressLength));
    }

    /** Whether this process made a cookie for that client, not too long ago. */
    boolean isValid(byte[] in, int cookie, int length, byte[] address, int addressLength, int seconds) {
        if (length != LENGTH || in[cookie + CLIENT] != VERSION) {
            return false;
        }
        int age = seconds - Wire.getInt(in, cookie + CLIENT + 4);
        if (age > OLDEST || age < -FUTURE) {
            return false;
        }
        byte[] expected = new byte[8];
        LONG.set(expected, 0, hash(in, cookie, address, addressLength));
        byte[] given = new byte[8];
        System.arraycopy(in, cookie + HASHED, given, 0, given.length);
        return MessageDigest.isEqual(expected, given);
    }

    /** SipHash-2-4 of the cookie's first 16 bytes and the client's address. */
    private long hash(byte[] cookie, int at, byte[] address, int addressLength) {
        byte[] input = new byte[HASHED + addressLength];
        System.arraycopy(cookie, at, input, 0, HASHED);
        System.arraycopy(address, 0, input, HASHED, addressLength);
        return SipHash.of(secret0, secret1, input);
    }
}
