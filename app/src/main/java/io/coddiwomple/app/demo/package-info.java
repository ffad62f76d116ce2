/**
 * What {@code cw demo} and its like do. {@link io.coddiwomple.app.demo.Ask} and what it uses run with the libraries of
 * {@code cw gen} only.
 */
@org.jspecify.annotations.NullMarked
package io.coddiwomple.app.demo;
