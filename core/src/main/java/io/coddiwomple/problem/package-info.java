/** What is wrong with an input or noteworthy in a plan: code, severity, place, sentence. */
@NullMarked
package io.coddiwomple.problem;

import org.jspecify.annotations.NullMarked;
