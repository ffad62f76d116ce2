/** What an Istio must be installed with, so that planned routes work: text for each release's own installer. */
@NullMarked
package io.coddiwomple.install;

import org.jspecify.annotations.NullMarked;
