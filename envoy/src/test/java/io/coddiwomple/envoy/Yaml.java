package io.coddiwomple.envoy;

import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.Value;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.Limits;
import io.coddiwomple.yaml.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Manifests from the text that {@code cw gen} prints. */
public final class Yaml {
    private Yaml() {}

    public static List<Manifest> read(Path file) {
        try {
            return read(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Manifest> read(String text) {
        var problems = new Problems();
        List<Document> documents =
                Documents.read("test.yaml", text.getBytes(StandardCharsets.UTF_8), Limits.DEFAULT, problems);
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(problems.sorted().toString());
        }
        List<Manifest> manifests = new ArrayList<>();
        for (Document document : documents) {
            manifests.add(manifest((Fields) value(document.root())));
        }
        return manifests;
    }

    private static Manifest manifest(Fields tree) {
        Fields metadata = (Fields) Objects.requireNonNull(tree.get("metadata"));
        Value spec = tree.get("spec");
        return new Manifest(
                text(tree.get("apiVersion")),
                text(tree.get("kind")),
                text(metadata.get("namespace")),
                text(metadata.get("name")),
                texts(metadata.get("labels")),
                texts(metadata.get("annotations")),
                spec == null ? Fields.EMPTY : (Fields) spec);
    }

    private static String text(@Nullable Value value) {
        return value instanceof Value.Text text ? text.text() : "";
    }

    private static SortedMap<String, String> texts(@Nullable Value value) {
        SortedMap<String, String> texts = new TreeMap<>();
        if (value instanceof Fields fields) {
            fields.fields().forEach(field -> texts.put(field.name(), text(field.value())));
        }
        return texts;
    }

    private static Value value(Node node) {
        return switch (node) {
            case Node.Scalar scalar ->
                switch (scalar.type()) {
                    case STRING -> Value.of(scalar.text());
                    case INTEGER -> Value.of(Long.parseLong(scalar.text()));
                    case FLOAT -> new Value.Decimal(scalar.text());
                    case BOOLEAN -> Value.of(Boolean.parseBoolean(scalar.text()));
                    case NULL -> throw new IllegalArgumentException("a null");
                };
            case Node.Sequence sequence ->
                Value.of(sequence.items().stream().map(Yaml::value).toList());
            case Node.Mapping mapping ->
                new Fields(mapping.entries().stream()
                        .map(entry -> new Fields.Field(entry.key(), value(entry.value())))
                        .toList());
        };
    }
}
