package io.coddiwomple.spec;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.SnakeYamlNode;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import java.io.StringReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;

/** A JSON Schema as somebody else's validator applies it to somebody else's reading of YAML. */
public final class SchemaFile {
    private final Validator validator = new ValidatorFactory()
            .withJsonNodeFactory(new SnakeYamlNode.Factory())
            .createValidator();
    private final URI schema;

    public SchemaFile(Fields schema) {
        var text = new ByteText();
        JsonText.append(schema, 2, text);
        this.schema = validator.registerSchema(URI.create("urn:schema"), text.toString());
    }

    /** What is wrong with the documents of a file, each as {@code /spec/ports/0: why}. */
    public List<String> misfits(String documents) {
        var misfits = new ArrayList<String>();
        for (Node document : new Yaml().composeAll(new StringReader(documents))) {
            Validator.Result result = validator.validate(schema, (Object) document);
            if (!result.isValid()) {
                result.getErrors().forEach(error -> misfits.add(error.getInstanceLocation() + ": " + error.getError()));
            }
        }
        return misfits;
    }
}
