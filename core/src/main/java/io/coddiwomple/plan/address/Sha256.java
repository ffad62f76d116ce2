package io.coddiwomple.plan.address;

/**
 * SHA-256 of short texts, FIPS 180-4. The platform's own is faster by the megabyte, but looking it up among the security
 * providers takes a third of the time in which {@code cw gen} starts, works and ends.
 */
final class Sha256 {
    private static final int BLOCK = 64;
    private static final int LENGTH_BYTES = 8;

    /** The first 32 bits of the fractional parts of the cube roots of the first 64 primes, section 4.2.2. */
    private static final int[] ROUNDS = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private Sha256() {}

    /** The 32 bytes of the digest. */
    static byte[] digest(byte[] message) {
        int blocks = (message.length + LENGTH_BYTES) / BLOCK + 1;
        byte[] padded = new byte[blocks * BLOCK];
        System.arraycopy(message, 0, padded, 0, message.length);
        padded[message.length] = (byte) 0x80;
        long bits = 8L * message.length;
        for (int i = 1; i <= LENGTH_BYTES; i++) {
            padded[padded.length - i] = (byte) (bits >>> 8 * (i - 1));
        }
        // The first 32 bits of the fractional parts of the square roots of the first 8 primes, section 5.3.3.
        int[] state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
        int[] words = new int[ROUNDS.length];
        for (int block = 0; block < blocks; block++) {
            schedule(padded, block * BLOCK, words);
            compress(state, words);
        }
        byte[] digest = new byte[32];
        for (int i = 0; i < digest.length; i++) {
            digest[i] = (byte) (state[i / 4] >>> 24 - 8 * (i % 4));
        }
        return digest;
    }

    private static void schedule(byte[] padded, int from, int[] words) {
        for (int i = 0; i < 16; i++) {
            int at = from + 4 * i;
            words[i] = padded[at] << 24
                    | (padded[at + 1] & 0xff) << 16
                    | (padded[at + 2] & 0xff) << 8
                    | padded[at + 3] & 0xff;
        }
        for (int i = 16; i < words.length; i++) {
            int early = words[i - 15];
            int late = words[i - 2];
            int sigma0 = Integer.rotateRight(early, 7) ^ Integer.rotateRight(early, 18) ^ early >>> 3;
            int sigma1 = Integer.rotateRight(late, 17) ^ Integer.rotateRight(late, 19) ^ late >>> 10;
            words[i] = words[i - 16] + sigma0 + words[i - 7] + sigma1;
        }
    }

    private static void compress(int[] state, int[] words) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int i = 0; i < words.length; i++) {
            int sum1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
            int first = h + sum1 + (e & f ^ ~e & g) + ROUNDS[i] + words[i];
            int sum0 = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
            int second = sum0 + (a & b ^ a & c ^ b & c);
            h = g;
            g = f;
            f = e;
            e = d + first;
            d = c;
            c = b;
            b = a;
            a = first + second;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}
