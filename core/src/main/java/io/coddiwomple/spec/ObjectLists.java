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
    /** What was read last, as nearly all objects of a list have it. */
    private String lastVersion = "";

    private String lastGroup = "";

    /** @param visitor is shown every object; what is none is a problem */
    ObjectLists(Problems problems, Visitor visitor) {
        this.problems = problems;
        this.visitor = visitor;
    }

    /** Takes objects one after another. */
    @FunctionalInterface
    interface Visitor {
        /** @param group the API group, empty for Kubernetes' core */
        void visit(Reading content, String group, String kind);
    }

    /** Shows every object of some documents. */
    void visit(List<Document> documents) {
        documents.forEach(this::visit);
    }

    /** Shows every object of a document. */
    void visit(Document document) {
        visit(Reading.of(document, document.root()), "", "");
    }

    /** Shows what an item of a list holds, unless it depends on the list what the item is: then it returns false. */
    boolean visitNamed(Document item) {
        Reading content = Reading.of(item, item.root());
        String version = content.text("apiVersion", "");
        String kind = content.text("kind", "");
        if (version.isEmpty() || kind.isEmpty()) {
            return false;
        }
        visitObject(content, version, kind);
        return true;
    }

    /** Whether it is a list of objects and no object itself. */
    static boolean isList(Reading content) {
        return !content.text("apiVersion", "").isEmpty() && isList(content, content.text("kind", ""));
    }

    private static boolean isList(Reading content, String kind) {
        return kind.endsWith(LIST) && content.has(Receiver.ITEMS);
    }

    /**
     * @param listVersion the API version of the items where the list around them says so, else empty
     * @param listKind their kind likewise: a typed list from the API itself does not repeat it
     */
    private void visit(Reading content, String listVersion, String listKind) {
        String version = content.text("apiVersion", listVersion);
        String kind = content.text("kind", listKind);
        if (content.mapping() == null || version.isEmpty() || kind.isEmpty()) {
            problems.add(
                    Code.UNKNOWN_KIND,
                    content.document().place(content.document().root()),
                    "this is no Kubernetes object: it lacks apiVersion or kind; give --from what \"kubectl get -o yaml\""
                            + " prints");
        } else {
            visitObject(content, version, kind);
        }
    }

    private void visitObject(Reading content, String version, String kind) {
        if (isList(content, kind)) {
            items(content, version, kind.substring(0, kind.length() - LIST.length()));
            return;
        }
        if (!version.equals(lastVersion)) {
            lastVersion = version;
            lastGroup = version.substring(0, Math.max(0, version.indexOf('/')));
        }
        visitor.visit(content, lastGroup, kind);
    }

    private void items(Reading list, String version, String kind) {
        Node items = list.node(Receiver.ITEMS);
        if (items instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                Document document = new Document(list.document().file(), item);
                visit(Reading.of(document, item), kind.isEmpty() ? "" : version, kind);
            }
        } else if (items != null && !(items instanceof Node.Scalar scalar && scalar.type() == Node.Type.NULL)) {
            problems.add(
                    Code.WRONG_TYPE,
                    list.document().place(items),
                    "items is " + items.what() + ", and it must be a list");
        }
    }
}
