package io.coddiwomple.it.crd;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kinds that one Istio release serves in its networking group, each with a JSON Schema for {@code spec} in which
 * unknown fields are wrong.
 */
final class Schemas {
    static final String GROUP = "networking.istio.io";

    private static final Gson GSON = new Gson();
    private static final GsonNode.Factory NODES = new GsonNode.Factory();

    private final Map<String, Map<String, Object>> specs;
    private final Validator validator = new ValidatorFactory()
            .withDisabledSchemaValidation(true)
            .withJsonNodeFactory(NODES)
            .createValidator();
    private final Map<String, URI> registered = new HashMap<>();

    /**
     * @param specs schemas by {@code networking.istio.io/v1alpha3 Gateway}
     */
    Schemas(Map<String, Map<String, Object>> specs) {
        this.specs = Map.copyOf(specs);
        specs.forEach((type, schema) -> registered.put(
                type, validator.registerSchema(URI.create("urn:" + type.replace(' ', ':')), node(schema))));
    }

    /** {@code networking.istio.io/v1alpha3 Gateway}, sorted. */
    List<String> types() {
        return specs.keySet().stream().sorted().toList();
    }

    /** What is wrong with an object of the networking group; empty for nothing. */
    List<String> problems(Map<?, ?> object) {
        String type = object.get("apiVersion") + " " + object.get("kind");
        URI schema = registered.get(type);
        if (schema == null) {
            return List.of("does not serve " + type + ", only " + types());
        }
        var problems = new ArrayList<String>();
        for (Object field : object.keySet()) {
            if (!List.of("apiVersion", "kind", "metadata", "spec").contains(field)) {
                problems.add("unknown field " + field);
            }
        }
        Object spec = object.get("spec");
        Validator.Result result = validator.validate(schema, node(spec == null ? Map.of() : spec));
        result.getErrors().stream()
                .map(error ->
                        "spec" + error.getInstanceLocation() + ": " + error.getKeyword() + ": " + error.getError())
                .distinct()
                .forEach(problems::add);
        return problems;
    }

    /**
     * Whether a field exists: {@code DestinationRule}, {@code trafficPolicy.loadBalancer.simple}. Lists and maps are
     * passed through to their elements.
     */
    boolean knows(String apiVersion, String kind, String path) {
        return at(apiVersion, kind, path) != null;
    }

    /** The values of an enum field, empty when the field does not exist or has no enum. */
    List<String> values(String apiVersion, String kind, String path) {
        Map<String, Object> schema = at(apiVersion, kind, path);
        return schema == null || !(schema.get("enum") instanceof List<?> values)
                ? List.of()
                : values.stream().map(String::valueOf).toList();
    }

    /** The names of a field's fields, with their schemas' types; empty for a field without any. */
    Map<String, String> fields(String apiVersion, String kind, String path) {
        var fields = new TreeMap<String, String>();
        Map<String, Object> schema = path.isEmpty() ? spec(apiVersion, kind) : at(apiVersion, kind, path);
        if (schema != null) {
            Trees.map(element(schema).get("properties"))
                    .forEach((name, child) ->
                            fields.put(name, String.valueOf(Trees.map(child).get("type"))));
        }
        return fields;
    }

    private @Nullable Map<String, Object> spec(String apiVersion, String kind) {
        return specs.get(GROUP + "/" + apiVersion + " " + kind);
    }

    private @Nullable Map<String, Object> at(String apiVersion, String kind, String path) {
        Map<String, Object> schema = spec(apiVersion, kind);
        for (String name : path.split("\\.", -1)) {
            if (schema == null) {
                return null;
            }
            Object child = Trees.map(element(schema).get("properties")).get(name);
            schema = child == null ? null : Trees.map(child);
        }
        return schema == null ? null : element(schema);
    }

    private static Map<String, Object> element(Map<String, Object> schema) {
        Map<String, Object> inner = schema;
        while (true) {
            Object next = Stream.of("items", "additionalProperties")
                    .<Object>map(inner::get)
                    .filter(Map.class::isInstance)
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return inner;
            }
            inner = Trees.map(next);
        }
    }

    private static JsonNode node(Object tree) {
        JsonElement element = GSON.toJsonTree(tree);
        return NODES.wrap(element);
    }
}
