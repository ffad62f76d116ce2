package io.coddiwomple.spec;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.HostAddresses;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.Limits;
import io.coddiwomple.yaml.Node;
import io.coddiwomple.yaml.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hosts and addresses of ServiceEntries, whoever made them. Entries of one host are united; the order of the
 * input leaves no trace. Owned by one thread.
 */
public final class EntryHosts implements Receiver {
    private static final String WILDCARD = "*.";
    private static final String OPT_OUT = "networking.istio.io/enable-autoallocate-ip";

    private final Problems problems;
    private final HostAddresses.Builder found = new HostAddresses.Builder(64);
    /** How many of those found are of whole documents. */
    private int kept;
    /** What is wrong in the document that is being read. */
    private Problems current = new Problems();

    private ObjectLists objects = new ObjectLists(current, this::object);

    private EntryHosts(Problems problems) {
        this.problems = problems;
    }

    /**
     * The addresses of every host that has some, sorted; a host may begin with {@code *.}. Hosts that are no names or have
     * no address, and ranges of addresses, are notes among the problems; what is no Kubernetes object is an error.
     */
    public static HostAddresses read(List<Input> inputs, Problems problems) {
        var hosts = new EntryHosts(problems);
        for (Input input : inputs) {
            Documents.read(input.file(), input.content(), Limits.DEFAULT, problems, hosts);
        }
        return hosts.found.build();
    }

    @Override
    public boolean item(String file, Node item) {
        return objects.visitNamed(new Document(file, item));
    }

    @Override
    public void document(Document document) {
        if (!ObjectLists.isList(Reading.of(document, document.root()))) {
            // What was taken for objects was something else.
            broken();
        }
        objects.visit(document);
        kept = found.size();
        problems.addAll(current.sorted());
        begin();
    }

    @Override
    public void broken() {
        found.keep(kept);
        begin();
    }

    private void begin() {
        current = new Problems();
        objects = new ObjectLists(current, this::object);
    }

    private void object(Reading content, String group, String kind) {
        if (!group.equals(ObjectSchemas.ISTIO) || !kind.equals("ServiceEntry")) {
            return;
        }
        Schema.Group schema = ObjectSchemas.of(group, kind);
        if (schema != null && content.mapping() != null) {
            new SchemaCheck(content.document(), current, null).check(content.mapping(), schema, "");
            entry(content, content.group("spec"));
        }
    }

    private void entry(Reading content, Reading spec) {
        List<Node> texts = items(spec.node("addresses"));
        List<IpAddress> addresses = addresses(content, texts);
        List<Reading> allocated = texts.isEmpty() ? allocated(content, spec) : List.of();
        for (Node node : items(spec.node("hosts"))) {
            String host = text(node);
            if (host != null && texts.isEmpty()) {
                host(content, node, host, addresses(host, allocated));
            } else if (host != null && !addresses.isEmpty()) {
                host(content, node, host, addresses);
            }
        }
    }

    private List<IpAddress> addresses(Reading content, List<Node> texts) {
        var addresses = new ArrayList<IpAddress>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = text(texts.get(i));
            IpAddress address = text == null ? null : address(text);
            if (address != null) {
                addresses.add(address);
            } else if (text != null) {
                note(
                        content,
                        texts.get(i),
                        "has address " + text + ", which is no single address and so no answer to anybody's question");
            }
        }
        return addresses;
    }

    /**
     * What istiod allocated: from Istio 1.25 on it writes that into the status, and goes by it unless the entry opted out
     * (pilot/pkg/networking/serviceentry/ip_autoallocation.go of Istio 1.31).
     */
    private static List<Reading> allocated(Reading content, Reading spec) {
        boolean counts = !spec.text("resolution", "NONE").equals("NONE")
                && !"false"
                        .equalsIgnoreCase(
                                content.group("metadata").group("labels").text(OPT_OUT));
        return counts ? content.group("status").groups("addresses") : List.of();
    }

    private static List<IpAddress> addresses(String host, List<Reading> allocated) {
        var addresses = new ArrayList<IpAddress>(allocated.size());
        for (Reading one : allocated) {
            if (host.equals(one.text("host"))) {
                IpAddress.parse(one.text("value", "")).ifPresent(addresses::add);
            }
        }
        return addresses;
    }

    private void host(Reading content, Node node, String host, List<IpAddress> addresses) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (!Hostnames.isHost(lower.startsWith(WILDCARD) ? lower.substring(WILDCARD.length()) : lower)) {
            note(content, node, "has host \"" + host + "\", which is no DNS name");
        } else if (addresses.isEmpty()) {
            note(content, node, "has no address of host " + host + ": none of its own, and none from istiod");
        } else {
            found.add(lower, addresses);
        }
    }

    private static List<Node> items(@Nullable Node node) {
        return node instanceof Node.Sequence sequence ? sequence.items() : List.of();
    }

    private static @Nullable String text(Node node) {
        return node instanceof Node.Scalar scalar && scalar.type() == Node.Type.STRING ? scalar.text() : null;
    }

    private void note(Reading content, Node node, String what) {
        String name = content.group("metadata").text("name", "");
        current.add(Code.ENTRY_NOT_ANSWERED, content.document().place(node), "ServiceEntry " + name + " " + what);
    }

    /** An address, also as the range of that one address; null for wider ranges and whatever else. */
    private static @Nullable IpAddress address(String text) {
        IpAddress address = IpAddress.parse(text).orElse(null);
        if (address != null || text.indexOf('/') < 0) {
            return address;
        }
        return Cidr.parse(text)
                .filter(range -> range.prefix() == range.base().bits())
                .map(Cidr::base)
                .orElse(null);
    }
}
