package io.coddiwomple.yaml;

import io.coddiwomple.problem.Place;

/**
 * One document of a file.
 *
 * @param file the path as the user wrote it
 */
public record Document(String file, Node root) {
    /** The place of a node of this document. */
    public Place place(Node node) {
        return new Place(file, node.line(), node.column());
    }

    /** The place of a key of this document. */
    public Place place(Node.Entry entry) {
        return new Place(file, entry.line(), entry.column());
    }
}
