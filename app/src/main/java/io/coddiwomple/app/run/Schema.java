package io.coddiwomple.app.run;

import io.coddiwomple.resource.Fields;
import io.coddiwomple.spec.Schemas;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import io.coddiwomple.yaml.YamlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code cw schema}: the definitions of the resources, for editors and for Kubernetes. */
public final class Schema implements Runner {
    private final List<String> kinds;
    private final boolean customResources;

    /** @param kinds known ones, or none for all */
    public Schema(List<String> kinds, boolean customResources) {
        this.kinds = List.copyOf(kinds);
        this.customResources = customResources;
    }

    @Override
    public int run(Report report) throws IOException {
        var text = new ByteText();
        if (customResources) {
            for (Fields definition : definitions()) {
                text.ascii("---\n");
                YamlText.append(definition, text);
            }
        } else {
            for (Fields schema : schemas()) {
                JsonText.append(schema, 0, text);
                text.ascii('\n');
            }
        }
        report.result(text.toString());
        return DONE;
    }

    private List<Fields> definitions() {
        if (kinds.isEmpty()) {
            return Schemas.customResources();
        }
        var definitions = new ArrayList<Fields>();
        kinds.forEach(kind -> Schemas.customResource(kind).ifPresent(definitions::add));
        return definitions;
    }

    private List<Fields> schemas() {
        if (kinds.isEmpty()) {
            return List.of(Schemas.jsonSchema());
        }
        var schemas = new ArrayList<Fields>();
        kinds.forEach(kind -> Schemas.jsonSchema(kind).ifPresent(schemas::add));
        return schemas;
    }
}
