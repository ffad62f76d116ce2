package io.coddiwomple.spec;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hosts and addresses of ServiceEntries, whoever made them. Entries of one host are united; the order of the
 * input leaves no trace. Owned by one thread.
 */
public final class EntryHosts {
    private static final String WILDCARD = "*.";

    private final Problems problems;
    private final TreeMap<String, TreeSet<IpAddress>> found = new TreeMap<>();

    private EntryHosts(Problems problems) {
        this.problems = problems;
    }

    /**
     * The addresses of every host that has some, sorted; a host may begin with {@code *.}. Hosts that are no names, and
     * ranges of addresses, are notes among the problems; what is no Kubernetes object is an error.
     */
    public static SortedMap<String, List<IpAddress>> read(List<Input> inputs, Problems problems) {
        var hosts = new EntryHosts(problems);
        for (Input input : inputs) {
            ObjectLists.visit(
                    Documents.read(input.file(), input.content(), Limits.DEFAULT, problems), problems, hosts::object);
        }
        var result = new TreeMap<String, List<IpAddress>>();
        hosts.found.forEach((host, addresses) -> result.put(host, List.copyOf(addresses)));
        return result;
    }

    private void object(Reading content, String group, String kind) {
        if (!group.equals(ObjectSchemas.ISTIO) || !kind.equals("ServiceEntry")) {
            return;
        }
        Schema.Group schema = ObjectSchemas.of(group, kind);
        if (schema != null && content.mapping() != null) {
            new SchemaCheck(content.document(), problems, null).check(content.mapping(), schema, "");
            entry(content.group("metadata").text("name", ""), content.group("spec"));
        }
    }

    private void entry(String name, Reading spec) {
        var addresses = new ArrayList<IpAddress>();
        for (Located<String> text : spec.texts("addresses")) {
            IpAddress address = address(text.value());
            if (address == null) {
                note(
                        text.place(),
                        "ServiceEntry " + name + " has address " + text.value()
                                + ", which is no single address and so no answer to anybody's question");
            } else {
                addresses.add(address);
            }
        }
        if (addresses.isEmpty()) {
            return;
        }
        for (Located<String> host : spec.texts("hosts")) {
            String lower = host.value().toLowerCase(Locale.ROOT);
            if (Hostnames.isHost(lower.startsWith(WILDCARD) ? lower.substring(WILDCARD.length()) : lower)) {
                found.computeIfAbsent(lower, _ -> new TreeSet<>()).addAll(addresses);
            } else {
                note(host.place(), "ServiceEntry " + name + " has host \"" + host.value() + "\", which is no DNS name");
            }
        }
    }

    private void note(Place place, String message) {
        problems.add(Code.ENTRY_NOT_ANSWERED, place, message);
    }

    /** An address, also as the range of that one address; null for wider ranges and whatever else. */
    private static @Nullable IpAddress address(String text) {
        return IpAddress.parse(text)
                .or(() -> Cidr.parse(text)
                        .filter(range -> range.prefix() == range.base().bits())
                        .map(Cidr::base))
                .orElse(null);
    }
}
