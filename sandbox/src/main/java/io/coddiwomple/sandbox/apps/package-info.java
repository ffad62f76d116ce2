/** The sample applications, and calls between them. */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.sandbox.apps;
