package io.coddiwomple.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.app.files.Terminal;
import io.coddiwomple.app.run.Report;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.sandbox.ClusterStatus;
import io.coddiwomple.sandbox.ClusterStatus.WorkloadStatus;
import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.apps.ClientCertificate;
import io.coddiwomple.sandbox.apps.Protocol;
import io.coddiwomple.sandbox.apps.Series;
import io.coddiwomple.spec.Input;
import io.coddiwomple.spec.Manifests;
import io.coddiwomple.spec.Manifests.Placed;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is printed, and what is sent. */
class TextsTest {
    private static Answer answer(int status, String servedBy, int millis, String body, String failure) {
        Optional<ClientCertificate> peer = servedBy.isEmpty()
                ? Optional.empty()
                : Optional.of(new ClientCertificate("spiffe://a/ns/default/sa/shell", ""));
        return new Answer(Protocol.HTTP1, status, servedBy, peer, body, Duration.ofMillis(millis), failure);
    }

    @Test
    void oneAnswerIsARow() {
        var text = new CallText(new Series(List.of(answer(200, "b/httpbin", 3, "hello", ""))));
        assertThat(text.isGood()).isTrue();
        assertThat(text.failures()).isEmpty();
        assertThat(text.table()).isEqualTo("""
                        STATUS     SERVED BY   CALLER AS THE SERVER SAW IT      TIME
                        HTTP 200   b/httpbin   spiffe://a/ns/default/sa/shell   3.0 ms
                        """);
        assertThat(text.json()).contains("\"servedBy\": \"b/httpbin\"", "\"body\": \"hello\"", "\"milliseconds\": 3.0");
    }

    @Test
    void severalAnswersAreCountedAndSoAreTheReasonsOfFailures() {
        var answers = new ArrayList<Answer>();
        for (int at = 1; at <= 97; at++) {
            answers.add(answer(200, at % 2 == 0 ? "a/httpbin" : "b/httpbin", at, "", ""));
        }
        answers.add(answer(503, "", 98, "no healthy upstream\nmore", ""));
        answers.add(answer(503, "", 99, "no healthy upstream", ""));
        answers.add(answer(Answer.NONE, "", 100, "", "the connection was reset"));
        var text = new CallText(new Series(answers));
        assertThat(text.isGood()).isFalse();
        assertThat(text.failures())
                .containsExactly("2 calls: HTTP 503: no healthy upstream", "1 call: the connection was reset");
        assertThat(text.table()).isEqualTo("""
                        SERVED BY   CALLS
                        a/httpbin   48
                        b/httpbin   49
                        failed      3
                        100 calls, p50 50.0 ms, p99 99.0 ms
                        """);
        assertThat(text.json())
                .contains("\"calls\": 100", "\"failed\": 3", "\"a/httpbin\": 48")
                .doesNotContain("body");
    }

    @Test
    void aStatusIsARowForEachWorkload() {
        var up = new WorkloadStatus("gateway", "gateway", "127.0.0.1", "ready", 17, 3 << 20, "spiffe://x");
        var down = new WorkloadStatus("web", "echo", "127.0.0.2", "killed", 0, 0, "spiffe://y");
        var status = List.of(new ClusterStatus("a", 4, List.of(up, down), List.of("a fault")));
        assertThat(StatusText.table(status)).isEqualTo("""
                        CLUSTER   WORKLOAD   KIND      ADDRESS     STATE    PROXY   MEMORY   IDENTITY
                        a         gateway    gateway   127.0.0.1   ready    17      3 MiB    spiffe://x
                        a         web        echo      127.0.0.2   killed   -       -        spiffe://y
                        """);
        assertThat(StatusText.json(status, true))
                .contains("\"isolated\": true", "\"resources\": 4", "\"a fault\"", "\"memoryBytes\": 3145728");
    }

    @Test
    void objectsArriveAsTheyWereReadAndNothingElseDoes() {
        var problems = new Problems();
        var input = new Input("a.yaml", """
                apiVersion: networking.istio.io/v1
                kind: Gateway
                metadata: {name: a, namespace: cw, labels: {x: "1"}}
                spec: {selector: {istio: "ä\\n"}, servers: [{port: {number: 1}}]}
                ---
                {apiVersion: v1, kind: Namespace, metadata: {name: cw}}
                """.getBytes(StandardCharsets.UTF_8), new Input.Objects());
        List<Placed> read = Manifests.read(List.of(input), problems);
        List<String> words = AppliedObjects.words(read);
        assertThat(problems.sorted()).isEmpty();
        assertThat(AppliedObjects.read(words)).contains(read);
        assertThat(AppliedObjects.read(words.subList(0, 7))).isEmpty();
        assertThat(AppliedObjects.read(List.of("a.yaml", "1", "x", words.get(3))))
                .isEmpty();
        assertThat(AppliedObjects.read(List.of("a.yaml", "1", "1", "{}"))).isEmpty();
    }

    @Test
    void aStoryIsPrintedWithinAMargin() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                InputStream.nullInputStream(), out, new PrintStream(err, true, StandardCharsets.UTF_8), false);
        var story = new PrintedStory(new Report(terminal, new Report.Tone(false, false, false)));
        story.title("1  One");
        story.say("word ".repeat(30).strip());
        story.command("cw demo status");
        story.table(List.of("from", "status"), List.of(List.of("a", "HTTP 200")));
        story.show(List.of("\u001b[2J", "two\nlines"));
        story.check(true, "it holds");
        story.check(false, "it does not");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("\n1  One\n   " + "word ".repeat(19).strip() + "\n   "
                        + "word ".repeat(11).strip() + """

                           $ cw demo status
                             from   status
                             a      HTTP 200
                             <U+001B>[2J
                             two
                             lines
                           ok      it holds
                           FAILED  it does not
                        """.indent(0));
        assertThat(err.size()).isZero();
    }
}
