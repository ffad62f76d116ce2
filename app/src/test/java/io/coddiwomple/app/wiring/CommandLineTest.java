package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {
    private final Shell shell = new Shell();

    static List<String> commands() {
        return Commands.table().stream().map(entry -> entry.command().name()).toList();
    }

    @Test
    void printsHelpWithoutAnyWord() {
        Shell.Result result = shell.run();
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("cw makes a service").contains("gen", "vip", "completion");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithExamplesInEveryForm(String command) {
        Shell.Result result = help(command, "", "--help");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Usage: cw " + command, "Examples:\n", "  cw " + command, "-q, --quiet");
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 120);
        assertThat(help(command, "help", "")).isEqualTo(result);
        assertThat(help(command, "-h", "")).isEqualTo(result);
        assertThat(help(command, "", "-h --nonsense")).isEqualTo(result);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyShortOptionHasALongName(String command) {
        assertThat(help(command, "", "--help").out().lines().filter(line -> line.startsWith("  -")))
                .allMatch(line -> line.matches("  -[a-z], --[a-z-]+.*"));
    }

    /** Runs a line of words around a command's name, which may be two words. */
    private Shell.Result help(String command, String before, String after) {
        return shell.run((before + " " + command + " " + after).strip().split(" ", -1));
    }

    @Test
    void listsAllFaultsOfALineAtOnceAndDoesNothing() {
        Shell.Result result = shell.run(
                "gen",
                "--clustr-file",
                "c.json",
                "--shape",
                "local-sin",
                "--istio-version=2.0",
                "-o",
                "yml",
                "--from",
                "london",
                "--bogus",
                "extra",
                "-Z");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .containsExactly(
                        "error: unknown option --clustr-file; did you mean \"--cluster-file\"?",
                        "error: unknown option --bogus",
                        "error: unexpected argument \"extra\"; cw gen takes options only",
                        "error: unknown option -Z",
                        "error: there is no shape \"local-sin\", only local-sni, alias-sni, global-sni, sni-route,"
                                + " rewrite, ingress; did you mean \"local-sni\"?",
                        "error: --istio-version \"2.0\" is none that cw knows: 1.1 to 1.31, or with a patch, such as"
                                + " 1.8.6",
                        "error: there is no output format \"yml\", only yaml, json, name, table, dir=DIR; did you mean \"yaml\"?",
                        "error: --from is CLUSTER=PATH, such as london=services.yaml, not \"london\"",
                        "See 'cw gen --help'.");
    }

    @Test
    void suggestsCommands() {
        Shell.Result result = shell.run("gne", "-f", "x");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("error: unknown command \"gne\"; did you mean \"gen\"?\nSee 'cw --help'.\n");
        assertThat(shell.run("help", "gne")).isEqualTo(result);
    }

    @Test
    void namesTheFormatThatNeedsAFolder() {
        assertThat(shell.run("gen", "-f", "x", "-o", "dir").err()).contains("only yaml, json, name, table, dir=DIR");
        assertThat(shell.run("vip", "-f", "x", "-o", "dir").err()).contains("only yaml, json, name, table\n");
    }

    @Test
    void showsWordsThatWouldActOnATerminal() {
        assertThat(shell.run("gen", "-f", "\u001b[31m\nerror").err()).contains("CW1001 <U+001B>[31m<U+000A>error ");
        assertThat(shell.run("gen", "--shape", "\u001b[2J").err()).contains("no shape \"<U+001B>[2J\"");
    }

    @Test
    void needsInput() {
        Shell.Result result = shell.run("gen");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("error: there is no input; name some with -f PATH");
    }

    @Test
    void refusesAMissingValueAndAValueTooMany() {
        Shell.Result result = shell.run("gen", "--cluster-file", "--explain=yes", "--shape", "", "-f");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines())
                .contains(
                        "error: --cluster-file needs a value: FILE",
                        "error: --explain takes no value; leave \"=yes\" away",
                        "error: --shape needs a value: SHAPE",
                        "error: --filename needs a value: PATH");
    }

    @Test
    void refusesAnOptionGivenTwice() {
        Shell.Result result = shell.run("gen", "--cluster-file", "a", "--cluster-file=b");
        assertThat(result.err()).contains("error: --cluster-file is given twice, as \"a\" and \"b\"; give it once");
    }

    @Test
    void refusesAFolderWithAServiceFilterAndExplanationsWithoutComments() {
        assertThat(shell.run("gen", "-f", "x", "-o", "dir=out", "--service", "a")
                        .err())
                .contains("error: -o dir with --service");
        assertThat(shell.run("gen", "-f", "x", "-ojson", "--explain").err()).contains("error: --explain adds comments");
        assertThat(shell.run("gen", "-f", "x", "-o=dir=").err()).contains("error: -o dir= needs a folder");
    }

    @Test
    void takesOptionsInEveryUsualForm() {
        for (List<String> words : List.of(
                List.of("-v", "gen", "-f", "none.yaml"),
                List.of("gen", "-fnone.yaml", "-qv"),
                List.of("gen", "-f=none.yaml"),
                List.of("--color", "never", "gen", "--filename=none.yaml"),
                List.of("gen", "--filename", "none.yaml"))) {
            Shell.Result result = shell.run(words);
            assertThat(result.err()).contains("error CW1001 none.yaml there is no such file or folder");
            assertThat(result.code()).isEqualTo(2);
        }
    }

    @Test
    void coloursMessagesOnlyWhereWanted() {
        String[] plain = {"gen", "-f", "none.yaml"};
        assertThat(shell.run(plain).err()).startsWith("error CW1001");
        assertThat(new Shell().colourful().run(plain).err()).startsWith("\u001b[1;31merror\u001b[0m CW1001");
        assertThat(new Shell()
                        .colourful()
                        .run("gen", "-f", "none.yaml", "--color=never")
                        .err())
                .startsWith("error CW1001");
        assertThat(shell.run("gen", "-f", "none.yaml", "--color=always").err()).startsWith("\u001b[1;31merror");
        assertThat(shell.run("gen", "-f", "none.yaml", "--color=pink").err())
                .contains("error: --color is auto, always or never, not \"pink\"");
    }

    @Test
    void printsVersions() {
        Shell.Result result = shell.run("version");
        assertThat(result.code()).isZero();
        assertThat(result.out()).matches("cw \\d+\\.\\d+\\.\\d+\\S*\nistio 1\\.1 to 1\\.\\d+\njava 25\\S*\n");
        assertThat(shell.run("--version")).isEqualTo(result);
    }

    @Test
    void explainsProblemsInEveryFormOfTheirCodes() {
        Shell.Result result = shell.run("explain", "CW2014");
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("CW2014 ").endsWith("\n");
        assertThat(shell.run("explain", "cw2014")).isEqualTo(result);
        assertThat(shell.run("explain", "2014")).isEqualTo(result);
        assertThat(shell.run("explain", "2014", "CW1001").out())
                .isEqualTo(result.out() + "\n" + shell.run("explain", "1001").out());
        assertThat(shell.run("explain").out().lines()).hasSizeGreaterThan(60).allMatch(line -> line.startsWith("CW"));
        assertThat(shell.run("explain", "CW2015x", "9999").err().lines())
                .containsExactly(
                        "error: there is no problem \"CW2015x\"; cw explain lists all of them; did you mean \"CW2015\"?",
                        "error: there is no problem \"9999\"; cw explain lists all of them",
                        "See 'cw explain --help'.");
    }

    @Test
    void completesThreeShellsAndNoOther() {
        for (String name : List.of("bash", "zsh", "fish")) {
            Shell.Result result = shell.run("completion", name);
            assertThat(result.code()).isZero();
            assertThat(result.out()).contains("cluster-file", "local-sni", "explain");
        }
        assertThat(shell.run("completion", "tcsh").code()).isEqualTo(2);
        assertThat(shell.run("completion").err()).contains("error: name one shell: bash, zsh or fish");
        assertThat(shell.run("completion", "bsh").err()).contains("did you mean \"bash\"?");
    }
}
