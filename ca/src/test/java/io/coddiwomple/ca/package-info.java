/** Tests of certificates, with openssl and the Java platform's validator as judges. */
@NullMarked
package io.coddiwomple.ca;

import org.jspecify.annotations.NullMarked;
