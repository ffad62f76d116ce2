package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.resource.Fields;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whether a tree that was written is the same for our reader, a reader of YAML 1.2 and one of YAML 1.1. */
final class RoundTrip {
    private RoundTrip() {}

    static void check(Fields tree) {
        String text = yaml(tree);
        Object expected = Trees.of(tree);

        Reading ours = Reading.yaml(text);
        assertThat(ours.problems()).as(text).isEmpty();
        assertThat(Trees.of(ours.documents().getFirst().root())).as(text).isEqualTo(expected);
        assertThat(Trees.of(yaml12(text))).as("YAML 1.2: " + text).isEqualTo(expected);
        assertThat(Trees.of(yaml11(text))).as("YAML 1.1: " + text).isEqualTo(expected);
    }

    private static Object yaml12(String text) {
        return new Load(LoadSettings.builder().setSchema(new CoreSchema()).build()).loadFromString(text);
    }

    private static Object yaml11(String text) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    }

    private static String yaml(Fields tree) {
        ByteText out = new ByteText(1);
        YamlText.append(tree, out);
        return out.toString();
    }
}
