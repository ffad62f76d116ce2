package io.coddiwomple.yaml;

/**
 * Takes documents as they are read, and the items of long lists before the rest of their document, so that a file is
 * never there as nodes all at once. Owned by one thread.
 */
public interface Receiver {
    /** The key of a root mapping whose list's items are offered one by one: Kubernetes' lists have theirs there. */
    String ITEMS = "items";

    /**
     * Offers an item of the list {@link #ITEMS} of a document of which the rest is not read yet.
     *
     * @param file the path as the user wrote it
     * @return false to leave the item in the document; true when it is not needed there any more
     */
    boolean item(String file, Node item);

    /** Takes a document. Its list lacks the items that were taken since the last document. */
    void document(Document document);

    /** Tells that a document cannot be read to its end: what was taken since the last document does not count. */
    void broken();
}
