package io.coddiwomple.dns;

/** Who asks, and how. */
interface Client {
    /** By what the question came. */
    Transport transport();

    /** Copies the client's address to the beginning of an array of 16 bytes, and returns how many it has: 4 or 16. */
    int copyAddress(byte[] to);
}
