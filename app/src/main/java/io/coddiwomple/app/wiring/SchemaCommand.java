package io.coddiwomple.app.wiring;

import io.coddiwomple.app.cli.Arguments;
import io.coddiwomple.app.cli.Command;
import io.coddiwomple.app.cli.Option;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.run.Schema;
import io.coddiwomple.problem.Suggestion;
import io.coddiwomple.spec.Schemas;
import java.util.ArrayList;
import java.util.List;

/** The command line of {@code cw schema}. */
final class SchemaCommand {
    static final Command COMMAND = new Command(
            "schema",
            "Print the JSON Schema of what -f reads, or the custom resource definitions",
            "[KIND]...",
            Schemas.kinds(),
            "Without a kind: one JSON Schema for all of them, or all definitions.",
            List.of(Option.flag("crd", "", "print CustomResourceDefinitions for Kubernetes, as YAML")),
            List.of(
                    "# For an editor that completes and checks resources",
                    "cw schema > coddiwomple.schema.json",
                    "# So that a cluster can hold them",
                    "cw schema --crd | kubectl apply -f -"));

    private SchemaCommand() {}

    static Runner bind(Arguments arguments) {
        var kinds = new ArrayList<String>();
        for (String word : arguments.operands()) {
            if (Schemas.jsonSchema(word).isEmpty()) {
                arguments.fault("there is no kind \"" + word + "\", only " + String.join(", ", Schemas.kinds())
                        + Suggestion.ending(word, Schemas.kinds()));
            } else {
                kinds.add(word);
            }
        }
        return new Schema(kinds, arguments.has("crd"));
    }
}
