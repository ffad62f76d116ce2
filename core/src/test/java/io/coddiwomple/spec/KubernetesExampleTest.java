package io.coddiwomple.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.GlobalService;
import io.coddiwomple.problem.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KubernetesExampleTest {
    private static final Path FOLDER = Path.of("../examples/kubernetes");

    @Test
    void theExampleIsReadWithoutAProblem() throws IOException {
        var problems = new Problems();
        List<Input> inputs = List.of(
                input("clusters.yaml", new Input.Resources()),
                input("london.yaml", new Input.ClusterObjects("london")),
                input("paris.yaml", new Input.ClusterObjects("paris")));

        var federation = Specs.read(inputs, Options.NONE, problems);

        assertThat(problems.sorted()).isEmpty();
        assertThat(Objects.requireNonNull(federation).services())
                .extracting(GlobalService::id)
                .containsExactly("cart.shop", "catalog.shop", "checkout.shop", "ratings.shop");
    }

    private static Input input(String name, Input.Role role) throws IOException {
        return new Input(name, Files.readAllBytes(FOLDER.resolve(name)), role);
    }
}
