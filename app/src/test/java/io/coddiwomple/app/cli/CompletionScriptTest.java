package io.coddiwomple.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asks a real bash what it would offer. */
class CompletionScriptTest {
    private static final List<Command> COMMANDS = List.of(
            command("gen", List.of()),
            command("ca init", List.of()),
            command("ca issue", List.of("CLUSTER")),
            command("install", List.of("CLUSTER")),
            command("install dns", List.of()),
            command("demo", List.of()),
            command("demo up", List.of()),
            command("demo call", List.of()));

    private static Command command(String name, List<String> choices) {
        Option kind = Option.of("kind", "k", "KIND", "which").among(List.of("old", "new"));
        return new Command(name, "Do it", "X", choices, "", List.of(kind), List.of("cw " + name));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            cw g,             gen
            cw c,             ca
            cw ca i,          init issue
            cw ca issue C,    CLUSTER
            cw ca issue --k,  --kind
            cw ca --k,        ''
            cw ca init -k n,  new
            cw install d,     dns
            cw install dns C, ''
            cw install C,     CLUSTER
            cw d,             demo
            cw demo c,        call
            cw demo --k,      --kind
            cw demo up --k,   --kind
            """)
    void bashOffersWhatMayFollow(String line, String offered) throws IOException, InterruptedException {
        assertThat(bash(CompletionScript.BASH.of(COMMANDS) + """
                COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _cw; echo "${COMPREPLY[*]}"
                """.formatted(line)))
                .isEqualTo(offered);
    }

    private static String bash(String script) throws IOException, InterruptedException {
        Process bash =
                new ProcessBuilder("bash", "-u").redirectErrorStream(true).start();
        bash.outputWriter(StandardCharsets.UTF_8).append(script).close();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(bash.waitFor()).as(output).isZero();
        return output;
    }
}
