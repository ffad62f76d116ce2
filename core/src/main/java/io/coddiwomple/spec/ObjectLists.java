package io.coddiwomple.spec;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Node;
import io.coddiwomple.yaml.Receiver;
import java.util.List;

/** Finds the objects in what {@code kubectl get -o yaml} prints: one a document, or many in a list. */
final class ObjectLists {
    private static final String LIST = "List";

    private final Problems problems;
    private final Visitor visitor;

    private ObjectLists(Problems problems, Visitor visitor) {
        this.problems = problems;
        this.visitor = visitor;
    }

    /** Takes objects one after another. */
    @FunctionalInterface
    interface Visitor {
        /** @param group the API group, empty for Kubernetes' core */
        void visit(Reading content, String group, String kind);
    }

    /** Shows a visitor every object of some documents; what is none is a problem. */
    static void visit(List<Document> documents, Problems problems, Visitor visitor) {
        for (Document document : documents) {
            visit(document, problems, visitor);
        }
    }

    /** Shows a visitor every object of a document; what is none is a problem. */
    static void visit(Document document, Problems problems, Visitor visitor) {
        new ObjectLists(problems, visitor).add(Reading.of(document, document.root()), "", "");
    }

    /** Whether it says itself what it is, whatever the list around it says. */
    static boolean isNamed(Reading content) {
        return !content.text("apiVersion", "").isEmpty()
                && !content.text("kind", "").isEmpty();
    }

    /** Whether it is a list of objects and no object itself. */
    static boolean isList(Reading content) {
        return isNamed(content) && isList(content, content.text("kind", ""));
    }

    private static boolean isList(Reading content, String kind) {
        return kind.endsWith(LIST) && content.has(Receiver.ITEMS);
    }

    /**
     * @param listVersion the API version of the items where the list around them says so, else empty
     * @param listKind their kind likewise: a typed list from the API itself does not repeat it
     */
    private void add(Reading content, String listVersion, String listKind) {
        String version = content.text("apiVersion", listVersion);
        String kind = content.text("kind", listKind);
        if (content.mapping() == null || version.isEmpty() || kind.isEmpty()) {
            problems.add(
                    Code.UNKNOWN_KIND,
                    content.document().place(content.document().root()),
                    "this is no Kubernetes object: it lacks apiVersion or kind; give --from what \"kubectl get -o yaml\""
                            + " prints");
        } else if (isList(content, kind)) {
            items(content, version, kind.substring(0, kind.length() - LIST.length()));
        } else {
            visitor.visit(content, version.substring(0, Math.max(0, version.indexOf('/'))), kind);
        }
    }

    private void items(Reading list, String version, String kind) {
        Node items = list.node(Receiver.ITEMS);
        if (items instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                Document document = new Document(list.document().file(), item);
                add(Reading.of(document, item), kind.isEmpty() ? "" : version, kind);
            }
        } else if (items != null && !(items instanceof Node.Scalar scalar && scalar.type() == Node.Type.NULL)) {
            problems.add(
                    Code.WRONG_TYPE,
                    list.document().place(items),
                    "items is " + items.what() + ", and it must be a list");
        }
    }
}
