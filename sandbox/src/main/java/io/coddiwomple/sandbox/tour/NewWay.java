package io.coddiwomple.sandbox.tour;

import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Refused;
import io.coddiwomple.sandbox.Target;
import io.coddiwomple.sandbox.Unknown;
import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.apps.ClientCertificate;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What {@code cw gen} makes by default. */
final class NewWay implements Step {
    private static final String HTTPBIN = "http://httpbin.bar.global:8000/headers";
    private static final String GREETER = "http://greeter.bar.global:8080/greet";
    private static final String FAR = "copenhagen";

    @Override
    public String title() {
        return "The new way: by name, encrypted from end to end";
    }

    @Override
    public void go(Stage stage, Story story) throws Failed, Refused, Unknown, IOException, InterruptedException {
        int objects = stage.use(Stage.federation("", null), List.of());
        story.say(objects
                + " objects, generated from one file. The sidecars at both ends authenticate each other; gateways"
                + " pass on what they cannot read.");
        story.command("cw gen -f examples/demo");
        var rows = new ArrayList<List<String>>();
        var answers = new ArrayList<Answer>();
        for (String from : stage.sandbox().clusters()) {
            Answer answer = stage.call(from, HTTPBIN);
            answers.add(answer);
            rows.add(Rows.of(from, answer));
        }
        story.command("cw demo call amsterdam " + HTTPBIN);
        story.table(Rows.HEADINGS, rows);
        story.check(answers.stream().allMatch(Answer::good), "the same name works in every mesh");
        story.check(
                answers.get(0).servedBy().startsWith("amsterdam/")
                        && answers.get(1).servedBy().startsWith("barcelona/"),
                "who has a backend of its own calls that one");
        story.check(
                answers.stream().allMatch(NewWay::knowsCaller), "every server knows its caller by a verified identity");
        tellWire(stage, story);
        Answer greeting = stage.call(FAR, GREETER);
        story.command("cw demo call " + FAR + " " + GREETER);
        story.show(greeting.body().strip().lines().toList());
        story.check(
                greeting.good() && greeting.body().contains("copenhagen/namer"),
                "the greeter in amsterdam asks the namer in copenhagen, and neither knows of clusters");
        story.say("The same by hand: what the name is in copenhagen, and the call as the application there.");
        story.command(String.join(" ", stage.sandbox().dig(FAR, "httpbin.bar.global")));
        story.command(String.join(" ", stage.sandbox().curl(Target.parse(FAR), URI.create(HTTPBIN))));
    }

    private static boolean knowsCaller(Answer answer) {
        return answer.peer().map(ClientCertificate::uri).orElse("").endsWith("/ns/default/sa/shell");
    }

    private static void tellWire(Stage stage, Story story) throws Failed, Unknown, IOException, InterruptedException {
        try (Listening wire = Listening.between(stage, List.of("203.0.113.1", "203.0.113.2"), 15443)) {
            Answer answer = stage.call(FAR, HTTPBIN);
            wire.tell(
                    story,
                    recording -> answer.good() && !Listening.shows(recording, "/headers"),
                    "between the clusters nobody can read it");
        }
        stage.settle();
    }
}
