package io.coddiwomple.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ParserTest {
    private static final Option FOLDER = Option.of("dir", "d", "DIR", "where it is");
    private static final List<Command> COMMANDS = List.of(
            command("gen", ""),
            command("ca init", ""),
            command("ca issue", "CLUSTER"),
            command("install", "CLUSTER"),
            command("install dns", ""),
            command("demo", ""),
            command("demo up", ""),
            command("demo call", "FROM URL"));

    private static Command command(String name, String operands) {
        return new Command(name, "Do " + name, operands, List.of(), "", List.of(FOLDER), List.of("cw " + name));
    }

    private static Parser.Line parse(String... words) {
        return Parser.parse(COMMANDS, List.of(words));
    }

    private static String name(Parser.Line line) {
        return Objects.requireNonNull(line.command()).name();
    }

    @Test
    void twoWordsNameOneCommand() {
        Parser.Line line = parse("ca", "issue", "london", "--dir", "x");

        assertThat(name(line)).isEqualTo("ca issue");
        assertThat(line.arguments().operands()).containsExactly("london");
        assertThat(line.arguments().value("dir")).contains("x");
        assertThat(line.arguments().faults()).isEmpty();
    }

    @Test
    void optionsMayStandAnywhere() {
        Parser.Line line = parse("-q", "ca", "--dir", "x", "init", "--color", "never");

        assertThat(name(line)).isEqualTo("ca init");
        assertThat(line.arguments().operands()).isEmpty();
        assertThat(line.arguments().faults()).isEmpty();
    }

    @Test
    void theLongerNameWinsWhenItsWordsStandTogether() {
        assertThat(name(parse("install", "dns", "--dir", "x"))).isEqualTo("install dns");
        assertThat(name(parse("install", "--dir", "dns", "london"))).isEqualTo("install");
        assertThat(parse("install", "london", "--dir", "dns").arguments().operands())
                .containsExactly("london");
    }

    @Test
    void anOperandMayBeNamedLikeItsCommand() {
        Parser.Line line = parse("ca", "issue", "issue");

        assertThat(name(line)).isEqualTo("ca issue");
        assertThat(line.arguments().operands()).containsExactly("issue");
    }

    @Test
    void theFirstWordAloneSaysWhatMayFollow() {
        Parser.Line line = parse("ca");

        assertThat(line.group()).isEqualTo("ca");
        assertThat(line.arguments().faults()).containsExactly("cw ca is several commands: ca init, ca issue");
        assertThat(parse("ca", "--help").help()).isTrue();
        assertThat(Help.of(COMMANDS, "ca", null))
                .contains("Usage: cw ca COMMAND", "  ca init    Do ca init", "  ca issue   Do ca issue")
                .doesNotContain("gen");
    }

    @Test
    void aCommandWithoutOperandsAndLongerOnesAreToldApart() {
        assertThat(name(parse("demo"))).isEqualTo("demo");
        assertThat(name(parse("demo", "--dir", "up"))).isEqualTo("demo");
        assertThat(name(parse("-q", "demo", "-d", "x", "up"))).isEqualTo("demo up");
        Parser.Line call = parse("demo", "call", "up", "demo");
        assertThat(name(call)).isEqualTo("demo call");
        assertThat(call.arguments().operands()).containsExactly("up", "demo");
        assertThat(call.arguments().faults()).isEmpty();
    }

    @Test
    void aWordAfterACommandWithoutOperandsWasMeantToNameALongerOne() {
        assertThat(parse("demo", "cal", "x").arguments().faults())
                .containsExactly("unknown command \"demo cal\"; did you mean \"demo call\"?");
        assertThat(parse("demo", "bogus").arguments().faults()).containsExactly("unknown command \"demo bogus\"");
    }

    @Test
    void helpOfACommandNamesTheLongerOnes() {
        assertThat(Help.of(COMMANDS, "", parse("demo").command()))
                .contains(
                        "Usage: cw demo [OPTIONS]",
                        "Commands:\n  demo up     Do demo up\n  demo call   Do demo call\n");
    }

    @Test
    void suggestsTheSecondWord() {
        assertThat(parse("ca", "isue", "london").arguments().faults())
                .containsExactly("unknown command \"ca isue\"; did you mean \"ca issue\"?");
    }
}
