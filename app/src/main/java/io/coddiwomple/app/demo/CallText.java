package io.coddiwomple.app.demo;

import io.coddiwomple.app.run.Report;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.apps.ClientCertificate;
import io.coddiwomple.sandbox.apps.Series;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What calls came to, as it is printed.
 *
 * @param series at least one call
 */
record CallText(Series series) {
    boolean isGood() {
        return series.failed() == 0;
    }

    /** The answer when there is one, a summary of several. */
    String table() {
        return series.answers().size() == 1 ? answer(series.answers().getFirst()) : summary();
    }

    private static String answer(Answer answer) {
        return Columns.text(List.of(
                List.of("STATUS", "SERVED BY", "CALLER AS THE SERVER SAW IT", "TIME"),
                List.of(answer.outcome(), answer.servedBy(), caller(answer), millis(answer.took()))));
    }

    private String summary() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("SERVED BY", "CALLS"));
        series.servedBy().forEach((server, calls) -> rows.add(List.of(server, Long.toString(calls))));
        rows.add(List.of("failed", Long.toString(series.failed())));
        return Columns.text(rows) + series.answers().size() + " calls, p50 " + millis(series.percentile(50)) + ", p99 "
                + millis(series.percentile(99)) + "\n";
    }

    /** Why calls failed, each reason once. */
    List<String> failures() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Answer answer : series.answers()) {
            if (!answer.good()) {
                counts.merge(reason(answer), 1, Integer::sum);
            }
        }
        var failures = new ArrayList<String>();
        counts.forEach((reason, calls) ->
                failures.add((series.answers().size() == 1 ? "" : Report.counted(calls, "call") + ": ") + reason));
        return failures;
    }

    private static String reason(Answer answer) {
        if (!answer.failure().isEmpty()) {
            boolean begun = answer.status() != Answer.NONE;
            return (begun ? answer.outcome() + ": " : "") + answer.failure();
        }
        String said = answer.body().strip();
        return answer.outcome()
                + (said.isEmpty() ? "" : ": " + said.lines().findFirst().orElse(""));
    }

    String json() {
        var answers = new ArrayList<Fields>();
        for (Answer answer : series.answers()) {
            Fields.Builder fields = Fields.builder()
                    .put("good", answer.good())
                    .put("outcome", answer.outcome())
                    .put("status", answer.status())
                    .put("servedBy", answer.servedBy())
                    .put("caller", caller(answer))
                    .put("milliseconds", number(answer.took()))
                    .put("failure", answer.failure());
            if (series.answers().size() == 1) {
                fields.put("body", answer.body());
            }
            answers.add(fields.build());
        }
        Fields.Builder servers = Fields.builder();
        series.servedBy().forEach(servers::put);
        Fields tree = Fields.builder()
                .put("calls", series.answers().size())
                .put("failed", series.failed())
                .put("p50Milliseconds", number(series.percentile(50)))
                .put("p99Milliseconds", number(series.percentile(99)))
                .put("servedBy", servers.build())
                .put("answers", Value.of(answers))
                .build();
        var text = new ByteText();
        JsonText.append(tree, 0, text);
        return text + "\n";
    }

    private static String caller(Answer answer) {
        return answer.peer().map(ClientCertificate::uri).orElse("");
    }

    private static String millis(Duration time) {
        return digits(time) + " ms";
    }

    private static Value number(Duration time) {
        return new Value.Decimal(digits(time));
    }

    private static String digits(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
    }
}
