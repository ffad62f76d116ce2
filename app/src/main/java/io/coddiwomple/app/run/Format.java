package io.coddiwomple.app.run;

import io.coddiwomple.plan.Plan;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a plan is printed. */
public enum Format {
    YAML,
    JSON,
    NAME,
    TABLE;

    /** The names that users write. */
    public static final List<String> WORDS = List.of("yaml", "json", "name", "table");

    /** Finds a format by the name that users write. */
    public static Optional<Format> find(String word) {
        return WORDS.contains(word) ? Optional.of(valueOf(word.toUpperCase(Locale.ROOT))) : Optional.empty();
    }

    Rendering rendering(Plan plan, boolean explain) {
        return switch (this) {
            case YAML -> new YamlRendering(explain);
            case JSON -> new JsonRendering();
            case NAME -> new NameRendering();
            case TABLE -> new TableRendering(plan, explain);
        };
    }
}
