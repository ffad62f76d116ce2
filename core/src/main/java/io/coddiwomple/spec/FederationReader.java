package io.coddiwomple.spec;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.Shape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a Federation. */
final class FederationReader {
    private FederationReader() {}

    static Draft.FederationDraft read(Located<String> name, Reading spec) {
        Reading pool = spec.group("addressPool");
        String ipv4 = pool.text("ipv4", "240.0.0.0/4");
        List<Cidr> excluded = pool.texts("exclude").stream()
                .map(text -> Cidr.parse(text.value()))
                .flatMap(Optional::stream)
                .toList();
        return new Draft.FederationDraft(
                name,
                spec.located("suffix"),
                spec.text("namespace"),
                Cidr.parse(ipv4).orElse(null),
                Cidr.parse(pool.text("ipv6", "none")).orElse(null),
                ipv4.equals("none"),
                excluded,
                shape(spec));
    }

    /** The shape that a spec names, or null. */
    static @Nullable Shape shape(Reading spec) {
        String word = spec.text("shape");
        return word == null ? null : Shape.find(word).orElse(null);
    }
}
