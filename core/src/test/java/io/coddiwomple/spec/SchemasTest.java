package io.coddiwomple.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {
    private static final String SERVICE = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: GlobalService
            metadata: {name: httpbin, namespace: bar}
            spec:
              ports: [{name: http, number: 8000, protocol: http}]
              backends: [{cluster: london}]
              traffic: {retries: RETRIES}
            """;

    private static final SchemaFile SCHEMA = new SchemaFile(Schemas.jsonSchema());

    static Stream<Path> resourceFiles() throws IOException {
        var files = new ArrayList<Path>();
        for (Path root : List.of(Path.of("../examples"), Path.of("src/test/resources/golden"))) {
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(file -> file.toString().endsWith(".yaml"))
                        .filter(file -> !file.toString().contains("/out/"))
                        .filter(file -> !file.toString().contains("/from-"))
                        .filter(file -> !file.toString().matches(".*/examples/kubernetes/(london|paris)\\.yaml"))
                        .forEach(files::add);
            }
        }
        assertThat(files).hasSizeGreaterThan(10);
        return files.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("resourceFiles")
    void goodResourcesFit(Path file) throws IOException {
        assertThat(SCHEMA.misfits(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "none", "{attempts: 2, retryOn: 5xx}"})
    void retriesAreAWordOrFields(String retries) {
        assertThat(SCHEMA.misfits(SERVICE.replace("RETRIES", retries))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "{attempts: many}", "{tries: 2}", "[default]"})
    void otherRetriesDoNotFit(String retries) {
        assertThat(SCHEMA.misfits(SERVICE.replace("RETRIES", retries))).isNotEmpty();
    }

    @Test
    void aProtocolIsOneOfTheWordsInAnyCase() {
        String good = SERVICE.replace("RETRIES", "none");

        assertThat(SCHEMA.misfits(good.replace("protocol: http", "protocol: GrPc")))
                .isEmpty();
        assertThat(SCHEMA.misfits(good.replace("protocol: http", "protocol: UDP")))
                .isNotEmpty();
        assertThat(SCHEMA.misfits(good.replace("protocol: http", "protocol: httpx")))
                .isNotEmpty();
    }

    @Test
    void unknownAndMissingFieldsDoNotFit() {
        String good = SERVICE.replace("RETRIES", "none");

        assertThat(SCHEMA.misfits(good.replace("backends", "backend"))).isNotEmpty();
        assertThat(SCHEMA.misfits(good.replace("cluster: london", "clustre: london")))
                .isNotEmpty();
        assertThat(SCHEMA.misfits(good.replace("GlobalService", "Service"))).isNotEmpty();
        assertThat(SCHEMA.misfits(good.replace("v1alpha1", "v1"))).isNotEmpty();
        assertThat(SCHEMA.misfits(good.replace("namespace: bar", "namespaces: bar")))
                .isNotEmpty();
    }

    @Test
    void aKindHasASchemaOfItsOwnUnderEachOfItsNames() {
        var service = new SchemaFile(Schemas.jsonSchema("gsvc").orElseThrow());

        assertThat(service.misfits(SERVICE.replace("RETRIES", "none"))).isEmpty();
        assertThat(service.misfits(SERVICE.replace("RETRIES", "none").replace("GlobalService", "Cluster")))
                .isNotEmpty();
        assertThat(Schemas.jsonSchema("GLOBALSERVICE")).isEqualTo(Schemas.jsonSchema("globalservices"));
        assertThat(Schemas.jsonSchema("Service")).isEmpty();
        assertThat(Schemas.customResource("cwc"))
                .contains(Schemas.customResources().get(1));
        assertThat(Schemas.kinds()).containsExactly("Federation", "Cluster", "GlobalService");
    }

    @Test
    void everyFieldIsDescribed() {
        walk(Schemas.jsonSchema(), "", (path, node) -> {
            if (node.get("type") != null && !path.matches("|/\\$defs/[^/]+/properties/(apiVersion|kind)")) {
                assertThat(node.get("description")).as(path).isNotNull();
            }
        });
    }

    @Test
    void schemasAndCustomResourcesHaveTheSameFields() {
        for (String kind : Schemas.kinds()) {
            Set<String> documented = properties(Schemas.jsonSchema(kind).orElseThrow());
            Set<String> stored =
                    properties(schemaOf(Schemas.customResource(kind).orElseThrow()));
            documented.removeIf(path -> path.startsWith("/metadata/") || path.startsWith("/spec/traffic/retries/"));

            assertThat(stored).as(kind).isEqualTo(documented);
        }
    }

    @Test
    void customResourcesAreStructural() {
        for (Fields definition : Schemas.customResources()) {
            walk(schemaOf(definition), "", (path, node) -> {
                boolean isSchema = path.isEmpty() || path.matches(".*/(properties/[^/]+|items|additionalProperties)");
                if (isSchema) {
                    assertThat(node.get("type") != null || node.get("x-kubernetes-preserve-unknown-fields") != null)
                            .as(path)
                            .isTrue();
                    assertThat(node.get("properties") != null && node.get("additionalProperties") != null)
                            .as(path)
                            .isFalse();
                    for (String forbidden : List.of("$ref", "default", "const", "anyOf", "propertyNames")) {
                        assertThat(node.get(forbidden)).as(path).isNull();
                    }
                }
            });
        }
    }

    private static Fields schemaOf(Fields definition) {
        var versions = (Value.Items) inner((Fields) inner(definition, "spec"), "versions");
        var version = (Fields) versions.items().getFirst();
        return (Fields) inner((Fields) inner(version, "schema"), "openAPIV3Schema");
    }

    private static Value inner(Fields fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private interface Visitor {
        void visit(String path, Fields node);
    }

    private static void walk(Fields node, String path, Visitor visitor) {
        visitor.visit(path, node);
        for (Fields.Field field : node.fields()) {
            if (field.value() instanceof Fields inner) {
                walk(inner, path + "/" + field.name(), visitor);
            } else if (field.value() instanceof Value.Items items) {
                for (Value item : items.items()) {
                    if (item instanceof Fields inner) {
                        walk(inner, path + "/" + field.name() + "/0", visitor);
                    }
                }
            }
        }
    }

    /** The paths of all fields that a schema names. */
    private static Set<String> properties(Fields schema) {
        var paths = new TreeSet<String>();
        properties(schema, "", paths);
        return paths;
    }

    private static void properties(Fields schema, String path, Set<String> paths) {
        if (schema.get("properties") instanceof Fields named) {
            for (Fields.Field field : named.fields()) {
                paths.add(path + "/" + field.name());
                properties((Fields) field.value(), path + "/" + field.name(), paths);
            }
        }
        if (schema.get("items") instanceof Fields items) {
            properties(items, path + "/0", paths);
        }
        if (schema.get("additionalProperties") instanceof Fields values) {
            properties(values, path + "/*", paths);
        }
    }
}
