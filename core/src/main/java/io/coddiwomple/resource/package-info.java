/** Kubernetes-shaped objects, free of any library. */
@NullMarked
package io.coddiwomple.resource;

import org.jspecify.annotations.NullMarked;
