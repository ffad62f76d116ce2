package io.coddiwomple.model;

/**
 * A port that clients call.
 *
 * @param name a DNS label, unique within its service
 * @param number 1 to 65535
 */
public record Port(String name, int number, Protocol protocol) {}
