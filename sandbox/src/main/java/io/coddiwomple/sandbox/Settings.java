package io.coddiwomple.sandbox;

import io.coddiwomple.sandbox.place.Placement;
import io.coddiwomple.sandbox.process.EnvoyBinary;
import io.coddiwomple.sandbox.process.RunFolder;
import io.coddiwomple.sandbox.process.Surroundings;

/**
 * What a sandbox needs of the machine. Whoever opened the folder and the placement closes them, after the sandbox.
 *
 * @param folder for sockets and the files of proxies
 */
public record Settings(EnvoyBinary envoy, RunFolder folder, Surroundings surroundings, Placement placement) {}
