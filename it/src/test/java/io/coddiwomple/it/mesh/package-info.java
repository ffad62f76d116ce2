/**
 * Real Istio meshes on one machine, in network namespaces that the lab makes and removes: everything is real but the
 * kubelet. Needs root, and the programs that {@code it/peers/build} builds.
 */
@NullMarked
package io.coddiwomple.it.mesh;

import org.jspecify.annotations.NullMarked;
