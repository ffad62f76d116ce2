/** How commands reach the demo that runs in another process of this user: a socket in a folder of its own. */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.app.socket;
