package io.coddiwomple.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    /** Half of what a thread has. */
    private static final int SMALL_STACK = 512 * 1024;

    private static final Duration SOON = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"in.json", "in.yaml"})
    void refusesALargeFileBeforeItIsParsed(String file) {
        assertThat(Reading.of(file, new byte[50_000_000]).messages())
                .containsExactly("error CW1006 " + file + " the input has 50,000,000 bytes or more, and the limit is"
                        + " 33,554,432 bytes (32 MiB) a file; split it into several files");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            in.json | [      | ]  | 1:65
            in.json | {"a":  | }  | 1:321
            in.yaml | [      | ]  | 1:65
            in.yaml | {"a":  | }  | 1:321
            in.yaml | {a: [  | ]} | 1:161
            in.yaml | '- '   | '' | 1:129
            in.yaml | '? '   | '' | 1:129
            """)
    void refusesDeepNestingOnASmallStack(String file, String open, String close, String place) throws Exception {
        String text = open.repeat(100_000) + "1" + close.repeat(100_000);

        assertThat(readOnSmallStack(file, text).messages())
                .containsExactly("error CW1006 " + file + ":" + place + " level 65 of nesting begins here, and the"
                        + " limit is 64 lists and mappings inside one another; no resource needs as many, so look for a"
                        + " generator that went astray");
    }

    @Test
    void refusesDeepIndentation() throws Exception {
        var text = new StringBuilder();
        for (int level = 0; level < 3000; level++) {
            text.append(" ".repeat(level)).append("a:\n");
        }
        assertThat(readOnSmallStack("in.yaml", text.toString()).messages())
                .singleElement()
                .asString()
                .startsWith("error CW1006 in.yaml:65:65 level 65 of nesting begins here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in.json", "in.yaml"})
    void readsAsDeepAsTheLimit(String file) throws Exception {
        String text = "[".repeat(64) + "1" + "]".repeat(64);

        assertThat(readOnSmallStack(file, text).problems()).isEmpty();
        assertThat(readOnSmallStack(file, text).trees()).containsExactly(text);
    }

    @Test
    void countsTheNestingBehindAnAlias() {
        var text = new StringBuilder("a0: &a0 [x]\n");
        for (int level = 1; level < 64; level++) {
            text.append("a" + level + ": &a" + level + " [*a" + (level - 1) + "]\n");
        }
        assertThat(Reading.yaml(text.toString()).messages())
                .containsExactly("error CW1006 in.yaml:64:12 level 65 of nesting begins here, and the limit is 64 lists"
                        + " and mappings inside one another; no resource needs as many, so look for a generator that"
                        + " went astray");
    }

    @Test
    void refusesMillionsOfEmptyDocuments() throws Exception {
        assertThat(readOnSmallStack("in.yaml", "---\n".repeat(250_000)).messages())
                .containsExactly("error CW1006 in.yaml:200001:1 document 200,001 begins here, and the limit is 200,000"
                        + " documents a file, empty ones included; split the file");
        assertThat(readOnSmallStack("in.yaml", "---\n".repeat(10_000_000)).messages())
                .containsExactly("error CW1006 in.yaml the input has 40,000,000 bytes or more, and the limit is"
                        + " 33,554,432 bytes (32 MiB) a file; split it into several files");
        assertThat(readOnSmallStack("in.json", "1\n".repeat(1_000_000)).messages())
                .containsExactly("error CW1006 in.json:200001:1 document 200,001 begins here, and the limit is 200,000"
                        + " documents a file, empty ones included; split the file");
    }

    @Test
    void refusesAliasesThatMultiply() throws Exception {
        var text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int level = 1; level < 20; level++) {
            String alias = "*a" + (level - 1);
            text.append("a" + level + ": &a" + level + " [" + String.join(",", java.util.Collections.nCopies(10, alias))
                    + "]\n");
        }
        assertThat(readOnSmallStack("in.yaml", text.toString()).messages())
                .containsExactly("error CW1006 in.yaml:7:10 with this the file holds 2,345,686 values, and the limit is"
                        + " 2,000,000 a file, where an alias counts as all that it stands for; split the file");
    }

    @Test
    void refusesAliasesThatRepeatLongText() {
        String text = "a: &a " + "x".repeat(1 << 20) + "\nb: [" + "*a, ".repeat(100) + "]\n";

        assertThat(Reading.yaml(text).messages())
                .containsExactly("error CW1006 in.yaml:2:69 with this alias, aliases repeat 17,825,792 characters, and"
                        + " the limit is 16,777,216 a file; write the values out where they are needed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in.json", "in.yaml"})
    void refusesTooManyValues(String file) {
        var limits = new Limits(1 << 20, 10, 10, 20_000, 0);

        assertThat(Reading.of(file, ("[" + "1,\n".repeat(30_000) + "1]").getBytes(UTF_8), limits)
                        .messages())
                .containsExactly("error CW1006 " + file + ":20000:1 with this the file holds 20,001 values, and the"
                        + " limit is 20,000 a file, where an alias counts as all that it stands for; split the file");
    }

    @Test
    void refusesMillionsOfValuesByDefault() throws Exception {
        assertThat(readOnSmallStack("in.json", "[" + "1,\n".repeat(2_000_000) + "1]")
                        .messages())
                .containsExactly(
                        "error CW1006 in.json:2000000:1 with this the file holds 2,000,001 values, and the"
                                + " limit is 2,000,000 a file, where an alias counts as all that it stands for; split the file");
    }

    @ParameterizedTest
    @CsvSource({"in.json, '{\"a\":1,\"a\":2}'", "in.yaml, '{\"a\": 1, \"a\": 2}'"})
    void stopsAtTheThousandthProblem(String file, String twice) {
        Reading reading = Reading.of(file, ("[" + (twice + ",\n").repeat(5000) + "1]").getBytes(UTF_8));

        assertThat(reading.problems()).hasSize(1001);
        assertThat(reading.messages().getLast())
                .startsWith("error CW1006 " + file + ":1000:")
                .endsWith(" this is problem 1,000 of this file, and the limit is 1,000; what follows was not read");
    }

    @Test
    void stopsAtTheTwentiethSyntaxError() {
        assertThat(Reading.yaml("--- @\n".repeat(1000)).problems()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "a ", "\"", "'", "#", "!", "&a ", "*a ", "|\n ", "\"\\n", "- ", "a: ", "[]: ", ",", "%", "\\"
            })
    void readsOneLongTokenInTime(String piece) throws Exception {
        readOnSmallStack("in.yaml", piece.repeat(400_000 / piece.length()));
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        var wrong = new ArrayList<Runnable>();
        wrong.add(() -> new Limits(0, 1, 1, 1, 0));
        wrong.add(() -> new Limits((1 << 30) + 1, 1, 1, 1, 0));
        wrong.add(() -> new Limits(1, 0, 1, 1, 0));
        wrong.add(() -> new Limits(1, 201, 1, 1, 0));
        wrong.add(() -> new Limits(1, 1, 0, 1, 0));
        wrong.add(() -> new Limits(1, 1, 1, 0, 0));
        wrong.add(() -> new Limits(1, 1, 1, 1, -1));

        assertThat(wrong)
                .allSatisfy(limits -> assertThatThrownBy(limits::run).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void holdsAtTheDeepestLimit() throws Exception {
        String text = "[".repeat(200) + "1" + "]".repeat(200);
        var limits = new Limits(1 << 20, 200, 10, 10_000, 0);

        assertThat(onSmallStack(() -> Reading.of("in.json", text.getBytes(UTF_8), limits))
                        .problems())
                .isEmpty();
        assertThat(onSmallStack(() -> Reading.of("in.yaml", text.getBytes(UTF_8), limits))
                        .problems())
                .isEmpty();
    }

    private static Reading readOnSmallStack(String file, String text) throws Exception {
        return onSmallStack(() -> Reading.of(file, text.getBytes(UTF_8)));
    }

    private static Reading onSmallStack(java.util.concurrent.Callable<Reading> reading) throws Exception {
        var task = new FutureTask<>(reading);
        var thread = new Thread(null, task, "small stack", SMALL_STACK);
        thread.start();
        Reading result = task.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        thread.join();
        return result;
    }
}
