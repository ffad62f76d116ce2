/** What an Istio must be installed with, so that the planned routes work: pure text, for each release's own installer. */
@NullMarked
package io.coddiwomple.install;

import org.jspecify.annotations.NullMarked;
