package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Whatever the bytes are: we never fail, keep to the limits, and read what the library's own composer reads. */
class YamlReaderFuzzTest {
    /** Small, so that a few bytes reach them. */
    private static final Limits LIMITS = new Limits(4096, 12, 20, 300, 200);

    @FuzzTest(maxDuration = "60s")
    void agreesWithTheLibrary(byte[] content) {
        Reading ours = Reading.of("in.yaml", content, LIMITS);
        Soundness.check(ours, content, LIMITS);
        if (ours.problems().isEmpty()) {
            assertThat(ours.trees().stream().filter(tree -> !tree.equals("~")))
                    .isEqualTo(theirs(new String(content, StandardCharsets.UTF_8)));
        }
    }

    private static List<String> theirs(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new org.snakeyaml.engine.v2.schema.CoreSchema())
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .build();
        var trees = new ArrayList<String>();
        String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
        new Compose(settings).composeAllFromString(unmarked).forEach(node -> trees.add(outline(node)));
        trees.removeIf("~"::equals);
        return trees;
    }

    private static String outline(org.snakeyaml.engine.v2.nodes.Node node) {
        return switch (node) {
            case ScalarNode scalar -> Outline.tree(new Node.Scalar(scalar.getValue(), type(scalar), 1, 1));
            case SequenceNode list ->
                "["
                        + String.join(
                                ", ",
                                list.getValue().stream()
                                        .map(YamlReaderFuzzTest::outline)
                                        .toList()) + "]";
            case MappingNode mapping ->
                "{"
                        + String.join(
                                ", ",
                                mapping.getValue().stream()
                                        .map(entry -> ((ScalarNode) entry.getKeyNode()).getValue() + ": "
                                                + outline(entry.getValueNode()))
                                        .toList())
                        + "}";
            default -> throw new IllegalStateException("a node of type " + node.getNodeType());
        };
    }

    private static Node.Type type(ScalarNode scalar) {
        return switch (scalar.getTag().getValue()) {
            case "tag:yaml.org,2002:int" -> Node.Type.INTEGER;
            case "tag:yaml.org,2002:float" -> Node.Type.FLOAT;
            case "tag:yaml.org,2002:bool" -> Node.Type.BOOLEAN;
            case "tag:yaml.org,2002:null" -> Node.Type.NULL;
            default -> Node.Type.STRING;
        };
    }
}
