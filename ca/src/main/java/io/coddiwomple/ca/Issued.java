package io.coddiwomple.ca;

/**
 * An intermediate that was made.
 *
 * @param root what signed it
 * @param renewal whether the cluster had one before, which stays in the folder {@code issued}
 * @param shown the folder of the cluster's files, as the user may open it
 */
public record Issued(Bundle bundle, Root root, boolean renewal, String shown) {}
