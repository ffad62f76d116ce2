package io.coddiwomple.sandbox.tour;

import io.coddiwomple.model.Shape;
import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Refused;
import io.coddiwomple.sandbox.Unknown;
import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.apps.ClientCertificate;
import java.io.IOException;
import java.util.List;

/** An ingress gateway in clear, as many begin. */
final class HardWay implements Step {
    private static final String FROM = "copenhagen";
    private static final String URL = "http://httpbin.bar.global:8000/headers";

    @Override
    public String title() {
        return "The hard way: through an ingress gateway";
    }

    @Override
    public void go(Stage stage, Story story) throws Failed, Refused, Unknown, IOException, InterruptedException {
        int objects = stage.use(Stage.federation("", Shape.INGRESS), List.of());
        story.say("Every cluster opens its ingress gateway for the service, and all others call that: " + objects
                + " objects, which people write by hand.");
        story.command("cw gen -f examples/demo --shape ingress");
        try (Listening wire = Listening.between(stage, List.of("203.0.113.1", "203.0.113.2"), 8000)) {
            Answer answer = stage.call(FROM, URL);
            story.command("cw demo call " + FROM + " " + URL);
            story.table(Rows.HEADINGS, List.of(Rows.of(FROM, answer)));
            story.check(answer.good(), "the call arrives");
            story.check(
                    answer.peer().map(ClientCertificate::uri).orElse("").endsWith("/sa/gateway"),
                    "the server knows its gateway, and not who called");
            wire.tell(
                    story,
                    recording -> Listening.shows(recording, "GET /headers"),
                    "everybody on the way between the clusters can read it");
        }
    }
}
