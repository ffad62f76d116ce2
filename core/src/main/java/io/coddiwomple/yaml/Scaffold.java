package io.coddiwomple.yaml;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/** Where a reader of one file puts nodes together: keeps to the limits, and finds duplicate keys. */
final class Scaffold {
    /** Up to this many keys, comparing each with each beats a hash table. */
    private static final int FEW = 10;

    private static final int MOST_PROBLEMS = 1000;

    private final String file;
    private final Limits limits;
    private final Problems problems;
    private Node[] items = new Node[64];
    private Node.Entry[] entries = new Node.Entry[64];
    private int itemCount;
    private int entryCount;
    private long nodes;
    private int documents;
    private int found;

    Scaffold(String file, Limits limits, Problems problems) {
        this.file = file;
        this.limits = limits;
        this.problems = problems;
    }

    void document(int line, int column) {
        if (++documents > limits.documents()) {
            throw limits.tooManyDocuments(place(line, column));
        }
    }

    /** Counts one value, or all those that an alias repeats. */
    void count(long more, int line, int column) {
        nodes += more;
        if (nodes > limits.nodes()) {
            throw limits.tooManyNodes(place(line, column), nodes);
        }
    }

    /** How many values were counted. */
    long nodes() {
        return nodes;
    }

    /** @param depth how many lists and mappings are open, with the one that begins here */
    void descend(int depth, int line, int column) {
        if (depth > limits.depth()) {
            throw limits.tooDeep(place(line, column));
        }
    }

    /** Where the items of a list that begins now will start. */
    int items() {
        return itemCount;
    }

    void item(Node node) {
        if (itemCount == items.length) {
            items = Arrays.copyOf(items, itemCount * 2);
        }
        items[itemCount++] = node;
    }

    Node.Sequence sequence(int from, int line, int column) {
        List<Node> own = new Items<>(Arrays.copyOfRange(items, from, itemCount));
        itemCount = from;
        return new Node.Sequence(own, line, column);
    }

    /** Where the entries of a mapping that begins now will start. */
    int entries() {
        return entryCount;
    }

    void entry(Node.Entry entry) {
        if (entryCount == entries.length) {
            entries = Arrays.copyOf(entries, entryCount * 2);
        }
        entries[entryCount++] = entry;
    }

    Node.Mapping mapping(int from, int line, int column) {
        if (entryCount - from > FEW) {
            dropDuplicatesOfMany(from);
        } else {
            dropDuplicatesOfFew(from);
        }
        List<Node.Entry> own = new Items<>(Arrays.copyOfRange(entries, from, entryCount));
        entryCount = from;
        return new Node.Mapping(own, line, column);
    }

    /** Forgets what a document left behind that could not be read to its end. */
    void clear() {
        itemCount = 0;
        entryCount = 0;
    }

    private void dropDuplicatesOfFew(int from) {
        int kept = from;
        for (int next = from; next < entryCount; next++) {
            Node.Entry entry = entries[next];
            int earlier = from;
            while (earlier < kept && !entries[earlier].isOf(entry.key())) {
                earlier++;
            }
            if (earlier == kept) {
                entries[kept++] = entry;
            } else {
                duplicate(entries[earlier], entry);
            }
        }
        entryCount = kept;
    }

    private void dropDuplicatesOfMany(int from) {
        var first = HashMap.<String, Node.Entry>newHashMap(entryCount - from);
        int kept = from;
        for (int next = from; next < entryCount; next++) {
            Node.Entry entry = entries[next];
            Node.Entry earlier = first.putIfAbsent(entry.key(), entry);
            if (earlier == null) {
                entries[kept++] = entry;
            } else {
                duplicate(earlier, entry);
            }
        }
        entryCount = kept;
    }

    private void duplicate(Node.Entry first, Node.Entry second) {
        problem(
                Code.DUPLICATE_KEY,
                place(second.line(), second.column()),
                "the key " + Excerpt.quoted(second.key()) + " is in this mapping twice, first at line " + first.line()
                        + ", column " + first.column() + "; only one of the two can count, so remove the other");
    }

    /** Adds a problem that does not keep the file from being read on. */
    void problem(Code code, Place place, String message) {
        problems.add(code, place, message);
        if (++found == MOST_PROBLEMS) {
            throw new Refused(
                    Code.LIMIT_EXCEEDED,
                    place,
                    "this is problem 1,000 of this file, and the limit is 1,000; what follows was not read");
        }
    }

    private Place place(int line, int column) {
        return new Place(file, line, column);
    }
}
