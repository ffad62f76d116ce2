package io.coddiwomple.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coddiwomple.problem.Problems;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LightPathTest {
    /** Classes that are loaded cost time at each start, so JSON is read and text is written without the YAML library. */
    @Test
    void readsJsonAndWritesYamlWithoutTheYamlLibrary() throws Exception {
        URL core = Documents.class.getProtectionDomain().getCodeSource().getLocation();
        try (var alone = new URLClassLoader(new URL[] {core}, ClassLoader.getPlatformClassLoader())) {
            Class<?> documents = alone.loadClass(Documents.class.getName());
            Class<?> limits = alone.loadClass(Limits.class.getName());
            Class<?> problems = alone.loadClass(Problems.class.getName());
            Object found = problems.getConstructor().newInstance();
            Object read = documents
                    .getMethod("read", String.class, byte[].class, limits, problems)
                    .invoke(
                            null,
                            "in.json",
                            "{\"é\": [1, \"x\"]} {".getBytes(StandardCharsets.UTF_8),
                            limits.getField("DEFAULT").get(null),
                            found);
            Class<?> text = alone.loadClass(ByteText.class.getName());
            Class<?> fields = alone.loadClass("io.coddiwomple.resource.Fields");
            Object out = text.getConstructor().newInstance();
            alone.loadClass(YamlText.class.getName())
                    .getMethod("append", fields, text)
                    .invoke(null, fields.getField("EMPTY").get(null), out);

            assertThat(read).asString().contains("file=in.json");
            assertThat(problems.getMethod("hasErrors").invoke(found)).isEqualTo(true);
            assertThat(out).hasToString("{}\n");
            assertThatThrownBy(() -> alone.loadClass("org.snakeyaml.engine.v2.api.LoadSettings"))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }
}
