package io.coddiwomple.it.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A typed model that others wrote reads every golden without a loss, and finds no field or word that it does not know. */
class IndependentReaderTest {
    private static final Path GOLDENS = Path.of("../core/src/test/resources/golden");

    /** Fields of releases that the model is not of: Istio 1.31's, and those of Istio 1.1 and 1.2. */
    private static final Set<String> NOT_MODELLED = Set.of("http2KeepAlive", "workloadLabels", "filters");

    /** The model reads a whole number into a double where the field is one, and 10.0 is 10. */
    private static final Comparator<JsonNode> BY_VALUE =
            (a, b) -> a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : a.equals(b) ? 0 : 1;

    private final IstioModel model = new IstioModel();

    @TestFactory
    Stream<DynamicTest> agreesOnEveryField() throws IOException {
        try (Stream<Path> files = Files.walk(GOLDENS)) {
            return files
                    .filter(GOLDENS.getFileSystem().getPathMatcher("glob:**/out/*.yaml")::matches)
                    .sorted()
                    .toList()
                    .stream()
                    .map(file -> dynamicTest(GOLDENS.relativize(file).toString(), () -> agrees(file)));
        }
    }

    private void agrees(Path file) throws IOException {
        int objects = 0;
        for (Object document : load(Files.readString(file))) {
            Map<String, Object> object = Trees.map(modelled(document));
            if (String.valueOf(object.get("apiVersion")).startsWith("networking.istio.io/")) {
                JsonNode read = model.reread(object);
                JsonNode written = model.tree(object);
                assertThat(read.equals(BY_VALUE, written))
                        .as("read:%n%s%nwritten:%n%s", read, written)
                        .isTrue();
                objects++;
            }
        }
        assertThat(objects).isPositive();
    }

    private static Object modelled(Object tree) {
        if (tree instanceof List<?> items) {
            return items.stream().map(IndependentReaderTest::modelled).toList();
        }
        if (!(tree instanceof Map<?, ?>)) {
            return tree;
        }
        var fields = new LinkedHashMap<String, Object>();
        Trees.map(tree).forEach((name, value) -> {
            if (!NOT_MODELLED.contains(name)) {
                fields.put(name, modelled(value));
            }
        });
        return fields;
    }

    @Test
    void wouldSeeAnUnknownField() {
        Map<String, Object> rule = Trees.map(load("""
                apiVersion: networking.istio.io/v1
                kind: DestinationRule
                metadata: {name: web, namespace: cw}
                spec: {host: web.shop.global, trafficPolicy: {tls: {mode: ISTIO_MUTUAL, snl: web}}}
                """).iterator().next());

        assertThatThrownBy(() -> model.reread(rule)).hasMessageContaining("snl");
    }

    private static Iterable<Object> load(String text) {
        return new Load(LoadSettings.builder()
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build())
                .loadAllFromString(text);
    }
}
