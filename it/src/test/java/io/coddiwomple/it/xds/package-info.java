/** What our translation sends proxies, compared with what a real istiod sends them for the same resources. */
@NullMarked
package io.coddiwomple.it.xds;

import org.jspecify.annotations.NullMarked;
