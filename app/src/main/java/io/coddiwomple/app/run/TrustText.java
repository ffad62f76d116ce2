package io.coddiwomple.app.run;

import io.coddiwomple.ca.Observation;
import io.coddiwomple.ca.Root;
import io.coddiwomple.ca.TrustReport;
import io.coddiwomple.ca.Validity;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.problem.Characters;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A trust report as a table, for people, and as JSON, for programs. */
final class TrustText {
    private static final String UNKNOWN = "-";

    private final TrustReport report;
    private final @Nullable Federation federation;
    private final @Nullable Root root;
    private final Instant now;

    /** @param root of the authority whose folder was read, or null */
    TrustText(TrustReport report, @Nullable Federation federation, @Nullable Root root, Instant now) {
        this.report = report;
        this.federation = federation;
        this.root = root;
        this.now = now;
    }

    String table() {
        var clusters = new ArrayList<List<String>>();
        clusters.add(List.of("CLUSTER", "TRUST DOMAIN", "ROOT", "SIGNS UNTIL", "LEFT", "SOURCE"));
        for (Observation observation : report.observations()) {
            X509Certificate signer = observation.signer();
            Validity validity = signer == null ? null : Validity.of(signer);
            clusters.add(List.of(
                    observation.cluster(),
                    trustDomain(observation),
                    roots(observation),
                    validity == null ? UNKNOWN : validity.to().toString(),
                    validity == null ? UNKNOWN : validity.timeLeft(now),
                    observation.source()));
        }
        var pairs = new ArrayList<List<String>>();
        pairs.add(List.of("FROM", "TO", "SERVICES", "STATE"));
        Map<List<String>, TrustReport.Pair> before = new HashMap<>();
        for (TrustReport.Pair pair : report.pairs()) {
            before.put(List.of(pair.from(), pair.to()), pair);
            if (isAlike(pair, before.get(List.of(pair.to(), pair.from())))) {
                String state = state(pair) + ": as " + pair.to() + " to " + pair.from();
                pairs.add(List.of(pair.from(), pair.to(), services(pair), state));
            } else {
                String state = state(pair) + (pair.reasons().isEmpty() ? "" : ":");
                pairs.add(List.of(pair.from(), pair.to(), services(pair), state));
                pair.reasons().forEach(reason -> pairs.add(List.of("", "", "", "  " + reason)));
            }
        }
        String first = root != null && clusters.size() == 1 ? unused(root, now) : aligned(clusters);
        return first + (report.pairs().isEmpty() ? noPair() : "\n" + aligned(pairs));
    }

    /** Why there is nothing to judge; one cluster alone needs no word. */
    private String noPair() {
        return federation == null ? "" : "\nNo two clusters depend on each other's certificates.\n";
    }

    private static String unused(Root unused, Instant now) {
        return "root    " + Characters.visible(unused.name()) + "\nuntil   "
                + unused.validity().to() + ", " + unused.validity().timeLeft(now) + "\nissued  nothing yet\n";
    }

    /** Whether a pair fails as the other way round does: certificates are verified by both sides of every call. */
    private static boolean isAlike(TrustReport.Pair pair, TrustReport.@Nullable Pair back) {
        return back != null
                && !pair.reasons().isEmpty()
                && pair.state() == back.state()
                && Set.copyOf(pair.reasons()).equals(Set.copyOf(back.reasons()));
    }

    private static String services(TrustReport.Pair pair) {
        List<String> services = pair.services();
        if (services.isEmpty()) {
            return UNKNOWN;
        }
        return services.size() == 1
                ? services.getFirst()
                : services.getFirst() + " and " + (services.size() - 1) + " more";
    }

    private static String state(TrustReport.Pair pair) {
        return switch (pair.state()) {
            case GOOD -> "good";
            case CANNOT -> "cannot talk";
            case UNKNOWN -> "not known";
        };
    }

    /** What the source shows; what the input says where it shows none. */
    private String trustDomain(Observation observation) {
        Cluster declared = federation == null ? null : federation.cluster(observation.cluster());
        String shown = String.join(" and ", observation.trustDomains());
        return !shown.isEmpty() ? shown : declared == null ? UNKNOWN : declared.trustDomain();
    }

    private static String roots(Observation observation) {
        List<String> names = observation.roots().stream()
                .map(root -> new Root(root, "").name())
                .toList();
        return names.isEmpty() ? UNKNOWN : String.join(" and ", names);
    }

    /** Rows under each other; names come from certificates that anybody may have made. */
    private static String aligned(List<List<String>> raw) {
        List<List<String>> rows = raw.stream()
                .map(row -> row.stream().map(Characters::visible).toList())
                .toList();
        int columns = rows.getFirst().size();
        var text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < columns; column++) {
                String cell = row.get(column);
                text.append(cell);
                if (column < columns - 1) {
                    int at = column;
                    int width = rows.stream()
                            .mapToInt(line -> line.get(at).length())
                            .max()
                            .orElse(0);
                    text.append(" ".repeat(width - cell.length() + 2));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    String json() throws IOException {
        var clusters = new ArrayList<Value>();
        for (Observation observation : report.observations()) {
            Fields.Builder fields =
                    Fields.builder().put("name", observation.cluster()).put("source", observation.source());
            Cluster cluster = federation == null ? null : federation.cluster(observation.cluster());
            if (cluster != null) {
                fields.put("trustDomain", cluster.trustDomain());
                fields.put("trustDomainAliases", Value.texts(List.copyOf(cluster.trustDomainAliases())));
            }
            if (!observation.trustDomains().isEmpty()) {
                fields.put("seenTrustDomains", Value.texts(List.copyOf(observation.trustDomains())));
            }
            fields.put(
                    "roots",
                    new Value.Items(
                            observation.roots().stream().map(this::certificate).toList()));
            X509Certificate signer = observation.signer();
            if (signer != null) {
                fields.put("signer", certificate(signer));
            }
            clusters.add(fields.build());
        }
        var pairs = new ArrayList<Value>();
        for (TrustReport.Pair pair : report.pairs()) {
            pairs.add(Fields.builder()
                    .put("from", pair.from())
                    .put("to", pair.to())
                    .put("services", Value.texts(pair.services()))
                    .put("state", pair.state().name().toLowerCase(Locale.ROOT))
                    .put("reasons", Value.texts(pair.reasons()))
                    .build());
        }
        var text = new ByteText();
        Fields.Builder all = Fields.builder();
        if (root != null) {
            all.put("root", certificate(root.certificate()));
        }
        all.put("clusters", new Value.Items(clusters)).put("pairs", new Value.Items(pairs));
        JsonText.append(all.build(), 0, text);
        text.ascii('\n');
        var out = new ByteArrayOutputStream();
        text.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private Value certificate(X509Certificate certificate) {
        var one = new Root(certificate, "");
        return Fields.builder()
                .put("name", one.subject())
                .put("sha256", one.fingerprint())
                .put("expires", one.validity().to().toString())
                .put("renewBy", one.validity().renewal().toString())
                .put("daysLeft", one.validity().daysLeft(now))
                .build();
    }
}
