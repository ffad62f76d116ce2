package io.coddiwomple.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.problem.Problem;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.Value;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import io.coddiwomple.yaml.YamlText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    private static final String ENTRY = """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata:
              name: web.shop.global
              namespace: cw
              labels: {team: "1"}
              annotations: {note: why}
              resourceVersion: "7"
            spec:
              hosts: [web.shop.global]
              ports:
              - {number: 8000, name: http, protocol: HTTP}
              ratio: 0.5
              resolution: null
            status: {whatever: true}
            """;

    private final Problems problems = new Problems();

    private List<Manifests.Placed> read(String... texts) {
        var inputs = new ArrayList<Input>();
        for (int at = 0; at < texts.length; at++) {
            inputs.add(new Input("in" + at + ".yaml", texts[at].getBytes(StandardCharsets.UTF_8), new Input.Objects()));
        }
        return Manifests.read(inputs, problems);
    }

    private List<String> said() {
        return problems.sorted().stream().map(Problem::toString).toList();
    }

    @Test
    void readsAnObjectAsItIsWithoutWhatIsNull() {
        List<Manifests.Placed> read = read("# one\n" + ENTRY);

        assertThat(said()).isEmpty();
        assertThat(read).singleElement().satisfies(one -> {
            assertThat(one.place()).hasToString("in0.yaml:2:1");
            Manifest manifest = one.manifest();
            assertThat(manifest.key()).hasToString("serviceentry.networking.istio.io/cw/web.shop.global");
            assertThat(manifest.labels()).containsOnly(java.util.Map.entry("team", "1"));
            assertThat(manifest.annotations()).containsOnly(java.util.Map.entry("note", "why"));
            assertThat(manifest.spec().get("ratio")).isEqualTo(new Value.Decimal("0.5"));
            assertThat(manifest.spec().get("resolution")).isNull();
        });
    }

    @Test
    void whatIsPrintedReadsAsTheSame() {
        Manifest manifest = read(ENTRY).getFirst().manifest();
        var yaml = new ByteText();
        YamlText.append(manifest.tree(), yaml);
        var json = new ByteText();
        JsonText.append(manifest.tree(), 0, json);

        assertThat(read(yaml.toString())).extracting(Manifests.Placed::manifest).containsExactly(manifest);
        assertThat(read(json.toString())).extracting(Manifests.Placed::manifest).containsExactly(manifest);
        assertThat(said()).isEmpty();
    }

    @Test
    void takesListsApart() {
        List<Manifests.Placed> read = read("""
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: v1, kind: Namespace, metadata: {name: cw}}
                - {apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: a}}
                """);

        assertThat(said()).isEmpty();
        assertThat(read)
                .extracting(one -> one.place() + " " + one.manifest().key())
                .containsExactly("in0.yaml:4:3 namespace/cw", "in0.yaml:5:3 gateway.networking.istio.io/default/a");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        read("""
                kind: Gateway
                metadata: {nmae: a}
                spce: {}
                ---
                [1]
                ---
                apiVersion: 1
                kind: Gateway
                metadata: {name: a, labels: {a: 1}}
                spec: [x]
                ---
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: b}
                spec: {servers: [{hosts: [a, null]}]}
                ---
                apiVersion: v1
                kind: Gateway
                """, "a: [");

        assertThat(said())
                .containsExactly(
                        "error CW2004 in0.yaml:1:1 apiVersion is missing, so nobody knows what kind of object this is",
                        "error CW2004 in0.yaml:2:11 metadata.name is missing: The object's name",
                        "error CW2001 in0.yaml:2:12 there is no field \"nmae\" in metadata; did you mean \"name\"?",
                        "error CW2001 in0.yaml:3:1 an object has no field \"spce\", only apiVersion, kind, metadata,"
                                + " spec, status; did you mean \"spec\"?",
                        "error CW2003 in0.yaml:5:1 the document is a list, and it must be an object with apiVersion,"
                                + " kind, metadata and spec",
                        "error CW2003 in0.yaml:7:13 apiVersion is a number, and it must be a string",
                        "error CW2003 in0.yaml:9:33 metadata.labels.a is a number, and it must be a string: put it in"
                                + " quotes, \"1\"",
                        "error CW2003 in0.yaml:10:7 spec is a list, and it must be a mapping",
                        "error CW2003 in0.yaml:15:30 spec.servers[0].hosts[1] is null, and no list of an object holds"
                                + " nothing; remove the item",
                        "error CW2004 in0.yaml:17:1 metadata is missing, and with it the object's name",
                        "error CW1004 in1.yaml:1:5 a value was expected here, and not the end of the text");
    }

    @Test
    void refusesAnObjectThatStandsTwice() {
        assertThat(read(ENTRY, "# again\n" + ENTRY)).hasSize(1);
        assertThat(said())
                .containsExactly("error CW2010 in1.yaml:2:1 ServiceEntry web.shop.global also stands at in0.yaml:1:1;"
                        + " a cluster has one of that name, so give it once");
    }
}
