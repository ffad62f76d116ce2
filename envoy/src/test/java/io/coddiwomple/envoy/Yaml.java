package io.coddiwomple.envoy;

import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Manifests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Manifests from text that is known to be good. */
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
        var input = new Input("test.yaml", text.getBytes(StandardCharsets.UTF_8), new Input.Objects());
        List<Manifests.Placed> read = Manifests.read(List.of(input), problems);
        if (problems.hasErrors()) {
            throw new IllegalArgumentException(problems.sorted().toString());
        }
        return read.stream().map(Manifests.Placed::manifest).toList();
    }
}
