package io.coddiwomple.spec;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which source of a service counts: a GlobalService before a service file, that before labelled Services, those
 * before ServiceExports. A source that counts does so as a whole; nothing is mixed.
 */
final class Precedence {
    private Precedence() {}

    private static int compare(Draft.ServiceDraft one, Draft.ServiceDraft other) {
        int order = one.source().compareTo(other.source());
        if (order == 0) {
            order = one.id().place().compareTo(other.id().place());
        }
        return order == 0 ? one.id().value().compareTo(other.id().value()) : order;
    }

    static List<Draft.ServiceDraft> resolve(List<Draft.ServiceDraft> drafts, String suffix, Problems problems) {
        var sorted = new ArrayList<>(drafts);
        sorted.sort(Precedence::compare);
        var kept = new ArrayList<Draft.ServiceDraft>();
        Map<String, Draft.ServiceDraft> byId = new HashMap<>();
        Map<String, Draft.ServiceDraft> byHost = new HashMap<>();
        for (Draft.ServiceDraft draft : sorted) {
            Draft.ServiceDraft other = byId.get(draft.id().value());
            String what = "service " + draft.id().value();
            for (Located<String> host : draft.hosts()) {
                Draft.ServiceDraft holder = byHost.get(fullHost(draft, host, suffix));
                if (other == null && holder != null && holder.source() != draft.source()) {
                    other = holder;
                    what = "host " + fullHost(draft, host, suffix);
                }
            }
            if (other == null) {
                kept.add(draft);
                byId.put(draft.id().value(), draft);
                draft.hosts().forEach(host -> byHost.putIfAbsent(fullHost(draft, host, suffix), draft));
            } else {
                report(draft, other, what, problems);
            }
        }
        return kept;
    }

    private static void report(Draft.ServiceDraft draft, Draft.ServiceDraft other, String what, Problems problems) {
        Place place = draft.id().place();
        if (other.source() == draft.source()) {
            problems.add(
                    Code.DUPLICATE_NAME,
                    place,
                    what + " is defined twice, here and at " + other.id().place() + "; remove or rename one of them");
        } else {
            problems.add(
                    Code.OVERRIDDEN_INPUT,
                    place,
                    what + " comes from " + draft.source().words() + " here and from "
                            + other.source().words() + " at " + other.id().place()
                            + ", which counts; this one is left out");
        }
    }

    /** A host as clients call it. */
    static String fullHost(Draft.ServiceDraft draft, Located<String> host, String suffix) {
        return draft.bare() ? host.value() + "." + suffix : host.value();
    }
}
