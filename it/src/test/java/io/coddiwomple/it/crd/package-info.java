/** What is generated for each Istio release, against the schemas that this release was published with. */
@NullMarked
package io.coddiwomple.it.crd;

import org.jspecify.annotations.NullMarked;
