package io.coddiwomple.plan.version;

import io.coddiwomple.model.IstioVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code policy-fields.txt}: the fields of each message and the values of each enumeration.
 *
 * @param types by the type's name: its rows by their names, sorted
 */
record FieldTable(Map<String, Map<String, Row>> types) {
    /** Read on first use. */
    static final FieldTable TABLE = read();

    /**
     * A field, or a value of an enumeration.
     *
     * @param type of one element; {@code =} for a value of an enumeration
     * @param until the releases that no longer have it
     * @param instead what stands in its place then, empty when nothing ended
     */
    record Row(String type, boolean isList, boolean isMap, Span since, Span until, String instead) {
        static Row parse(String[] words) {
            String type = words[1];
            boolean list = type.startsWith("[]");
            boolean map = type.startsWith("{}");
            return new Row(
                    list || map ? type.substring(2) : type,
                    list,
                    map,
                    span(words[2]),
                    words.length > 3 ? span(words[3]) : Span.NEVER,
                    words.length > 4 ? words[4] : "");
        }

        private static Span span(String release) {
            IstioVersion version = IstioVersion.parse(release).orElseThrow();
            return Span.from(
                    version.patch() == IstioVersion.LAST_PATCH ? new IstioVersion(version.minor(), 0) : version);
        }
    }

    private static FieldTable read() {
        try (InputStream in = FieldTable.class.getResourceAsStream("policy-fields.txt")) {
            if (in == null) {
                throw new IllegalStateException("policy-fields.txt is not beside its class");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FieldTable parse(String text) {
        var types = new LinkedHashMap<String, Map<String, Row>>();
        Map<String, Row> rows = Map.of();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(" ")) {
                String[] words = line.strip().split(" ", -1);
                rows.put(words[0], Row.parse(words));
            } else {
                rows = new TreeMap<>();
                types.put(line, rows);
            }
        }
        return new FieldTable(types);
    }

    Map<String, Row> rows(String type) {
        Map<String, Row> rows = types.get(type);
        if (rows == null) {
            throw new IllegalArgumentException("no type " + type);
        }
        return rows;
    }

    boolean isEnum(String type) {
        Map<String, Row> rows = types.get(type);
        return rows != null && rows.values().iterator().next().type().equals("=");
    }

    /** The names that a release knows in a type, sorted. */
    List<String> names(String type, IstioVersion version) {
        return rows(type).entrySet().stream()
                .filter(entry -> entry.getValue().since().holds(version)
                        && !entry.getValue().until().holds(version))
                .map(Map.Entry::getKey)
                .toList();
    }
}
