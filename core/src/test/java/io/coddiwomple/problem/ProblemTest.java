package io.coddiwomple.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void isOneLineThatDoesNothingToATerminal() {
        var problem = new Problem(
                Code.UNKNOWN_KIND,
                new Place("a\u001b[2J.yaml", 2, 7),
                "kind \"Clus\u001b[31mter\nerror CW1001 \u202Elmay\" is none");

        assertThat(problem.toString())
                .isEqualTo("error CW2006 a<U+001B>[2J.yaml:2:7 kind \"Clus<U+001B>[31mter<U+000A>error CW1001"
                        + " <U+202E>lmay\" is none");
    }

    @Test
    void keepsTheLettersOfEveryScript() {
        String message = "clüsters-集群.json 🐑";

        assertThat(new Problem(Code.UNREADABLE, Place.NONE, message).toString()).isEqualTo("error CW1001 " + message);
    }
}
