package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaTest {
    private final Shell shell = new Shell();

    @Test
    void printsOneSchemaForAllKinds() {
        Shell.Result result = shell.run("schema");
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("{\n").contains("\"GlobalService\"", "\"Cluster\"", "\"Federation\"");
    }

    @Test
    void printsTheChosenDefinitionsOnly() {
        Shell.Result result = shell.run("schema", "--crd", "globalservice");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("kind: CustomResourceDefinition\n", "name: globalservices.coddiwomple.io\n")
                .doesNotContain("name: clusters.coddiwomple.io\n");
    }

    @Test
    void refusesAnUnknownKind() {
        Shell.Result result = shell.run("schema", "GlobalServce");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("there is no kind \"GlobalServce\"", "did you mean \"GlobalService\"?");
    }
}
