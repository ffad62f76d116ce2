package io.coddiwomple.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cw demo} and its like as processes, as far as that goes without Envoy. */
class DemoProcessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** A temporary folder of JUnit's may have too long a name for sockets. */
    private Path runtime = Path.of("");

    private Distribution distribution = new Distribution(Path.of(""));

    @BeforeEach
    void useTheBuiltDistribution() throws IOException {
        Distribution.built();
        distribution = new Distribution(folder);
        runtime = Files.createTempDirectory("cw");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        Files.delete(runtime);
    }

    private Distribution.Result run(String line) throws IOException, InterruptedException {
        return distribution.run(line, Map.of("XDG_RUNTIME_DIR", runtime.toString(), "CW_ENVOY", ""));
    }

    @Test
    void whatAsksARunningDemoNeedsFewLibraries() throws IOException, InterruptedException {
        run(
                "cp -R \"$(dirname \"$CW\")/..\" dist && cd dist/lib && mkdir few"
                        + " && mv coddiwomple-app.jar coddiwomple-core.jar snakeyaml-engine.jar few/ && rm -f *.jar && mv few/* .");
        String input = "printf 'apiVersion: v1\\nkind: Namespace\\nmetadata: {name: a}\\n' | ";
        for (String line : new String[] {
            "call a http://x:1/", "-q status", "kill a", "heal a", "logs a", "apply a -f -", "--color never status"
        }) {
            Distribution.Result result = run(input + "dist/bin/cw demo " + line);
            assertThat(result.err()).as(line).startsWith("error: no demo is running; start one with cw demo up -f ");
            assertThat(result.code()).as(line).isEqualTo(1);
        }
        Distribution.Result down = run("dist/bin/cw demo down");
        assertThat(down).isEqualTo(new Distribution.Result(0, "", "no demo is running\n"));
    }

    @Test
    void refusesWhatItCannotRunAndLeavesNothing() throws IOException, InterruptedException {
        Distribution.Result misspelt = run("\"$CW\" demo stauts");
        assertThat(misspelt.code()).isEqualTo(2);
        assertThat(misspelt.err()).startsWith("error: unknown command \"demo stauts\"; did you mean \"demo status\"?");
        Distribution.Result noInput = run("\"$CW\" demo up");
        assertThat(noInput.code()).isEqualTo(2);
        assertThat(noInput.err()).startsWith("error: there is no input; name some with -f PATH");
        Distribution.Result badInput = run("\"$CW\" demo up -f missing.yaml");
        assertThat(badInput.code()).isEqualTo(2);
        assertThat(badInput.err()).startsWith("error CW1001 missing.yaml there is no such file or folder");
        Distribution.Result noEnvoy = run("\"$CW\" demo up -f $EXAMPLES/demo --envoy ./nowhere");
        assertThat(noEnvoy.code()).isEqualTo(1);
        assertThat(noEnvoy.err()).startsWith("error: --envoy names ./nowhere, where there is no file;");
        Distribution.Result wrongEnvoy = run("\"$CW\" demo --once --envoy /bin/true");
        assertThat(wrongEnvoy.code()).isEqualTo(1);
        assertThat(wrongEnvoy.err())
                .startsWith("error: the envoy that --envoy names, /bin/true, does not say a version");
    }
}
