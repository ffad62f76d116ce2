/** Several meshes on this machine, each with its own resources, control plane, proxies and applications. */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.sandbox;
