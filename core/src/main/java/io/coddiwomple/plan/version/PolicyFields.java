package io.coddiwomple.plan.version;

import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks what users write in Istio's own words against what a release knows. The table stands in
 * {@code policy-fields.txt}; it is read when the first such field turns up.
 */
public enum PolicyFields {
    /** {@code traffic.trafficPolicy}. */
    TRAFFIC_POLICY("TrafficPolicy"),
    /** {@code traffic.retries}. */
    HTTP_RETRY("HTTPRetry");

    private static final Pattern DURATION = Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:h|m|s|ms|us|ns))+");

    private final String root;

    PolicyFields(String root) {
        this.root = root;
    }

    /** What a release does not take, in the order of the fields; empty when it takes everything. */
    public List<Misfit> misfits(Fields written, IstioVersion version) {
        if (written.isEmpty()) {
            return List.of();
        }
        var check = new Check(FieldTable.TABLE, version, new ArrayList<>());
        check.message(root, "", written);
        return List.copyOf(check.misfits);
    }

    private record Check(FieldTable table, IstioVersion version, List<Misfit> misfits) {
        private void message(String type, String path, Fields written) {
            Map<String, FieldTable.Row> rows = table.rows(type);
            for (Fields.Field field : written.fields()) {
                String at = path.isEmpty() ? field.name() : path + "." + field.name();
                FieldTable.Row row = rows.get(field.name());
                if (row == null) {
                    misfits.add(new Misfit.Unknown(at, List.copyOf(rows.keySet())));
                } else if (known(row, at)) {
                    value(row, at, field.value());
                }
            }
        }

        private boolean known(FieldTable.Row row, String path) {
            if (!row.since().holds(version)) {
                misfits.add(new Misfit.TooNew(path, row.since().toString()));
                return false;
            }
            if (row.until().holds(version)) {
                misfits.add(new Misfit.Gone(path, row.until().toString(), row.instead()));
                return false;
            }
            return true;
        }

        private void value(FieldTable.Row row, String path, Value value) {
            if (row.isList()) {
                if (!(value instanceof Value.Items items)) {
                    misfits.add(new Misfit.WrongValue(path, "a list"));
                    return;
                }
                for (int i = 0; i < items.items().size(); i++) {
                    single(row.type(), path + "[" + i + "]", items.items().get(i));
                }
            } else if (row.isMap()) {
                if (!(value instanceof Fields entries)) {
                    misfits.add(new Misfit.WrongValue(path, "a mapping"));
                    return;
                }
                entries.fields().forEach(entry -> single(row.type(), path + "." + entry.name(), entry.value()));
            } else {
                single(row.type(), path, value);
            }
        }

        private void single(String type, String path, Value value) {
            String expected = expected(type, value);
            if (expected != null) {
                misfits.add(new Misfit.WrongValue(path, expected));
            } else if (table.isEnum(type) && value instanceof Value.Text text) {
                enumeration(type, path, text.text());
            } else if (value instanceof Fields fields) {
                message(type, path, fields);
            }
        }

        private void enumeration(String type, String path, String text) {
            FieldTable.Row row = table.rows(type).get(text);
            if (row == null) {
                misfits.add(new Misfit.WrongValue(path, "one of " + String.join(", ", table.names(type, version))));
            } else {
                known(row, path + ": " + text);
            }
        }

        /** What a value should have been, null when it is that. */
        private @Nullable String expected(String type, Value value) {
            return switch (type) {
                case "text" -> value instanceof Value.Text ? null : "text";
                case "bool" -> value instanceof Value.Flag ? null : "true or false";
                case "int" -> value instanceof Value.Int ? null : "a whole number";
                case "number" -> value instanceof Value.Int || value instanceof Value.Decimal ? null : "a number";
                case "duration" ->
                    value instanceof Value.Text text
                                    && DURATION.matcher(text.text()).matches()
                            ? null
                            : "a duration such as 1s";
                default ->
                    table.isEnum(type)
                            ? value instanceof Value.Text
                                    ? null
                                    : "one of " + String.join(", ", table.names(type, version))
                            : value instanceof Fields ? null : "a mapping";
            };
        }
    }
}
