package io.coddiwomple.sandbox.tour;

import io.coddiwomple.model.Federation;
import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Refused;
import io.coddiwomple.sandbox.Target;
import io.coddiwomple.sandbox.Unknown;
import io.coddiwomple.sandbox.apps.Answer;
import io.coddiwomple.sandbox.blueprint.Blueprints;
import io.coddiwomple.sandbox.blueprint.ClusterBlueprint;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A mesh with the right configuration and the wrong root. */
final class Impostor implements Step {
    private static final String NAME = "zaandam";
    private static final String URL = "http://httpbin.bar.global:8000/headers";
    private static final Target CALLER = new Target(NAME, "shell");
    /** Of Envoy: handshakes that failed because a certificate did not come from a root that is trusted. */
    private static final String STATISTIC = "cluster.outbound|8000||httpbin.bar.global.ssl.fail_verify_error";
    /** It claims to be of copenhagen's trust domain. */
    private static final String CLUSTER = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: zaandam}
            spec:
              istio:
                version: "1.31"
                trustDomain: copenhagen.example
                trustDomainAliases: [amsterdam.example, barcelona.example]
            """;

    @Override
    public String title() {
        return "A mesh that nobody trusts";
    }

    @Override
    public void go(Stage stage, Story story) throws Failed, Refused, Unknown, IOException, InterruptedException {
        Federation federation = Stage.federation(CLUSTER, null);
        ClusterBlueprint impostor = Blueprints.of(federation, Map.of()).stream()
                .filter(cluster -> cluster.name().equals(NAME))
                .findFirst()
                .orElseThrow();
        stage.sandbox().add(List.of(impostor.under("another root")));
        stage.use(federation, List.of(NAME));
        story.say(
                NAME + " has the same configuration as all others, and claims copenhagen's trust domain; only the root"
                        + " that its certificates come from is another.");
        Answer answer = stage.call(NAME, URL);
        story.command("cw demo call " + NAME + " " + URL);
        story.table(Rows.HEADINGS, List.of(Rows.of(NAME, answer)));
        long refused = stage.sandbox().statistic(CALLER, STATISTIC);
        story.show(List.of(
                "its proxy counts " + refused + " handshakes that failed over a certificate (" + STATISTIC + ")"));
        story.check(
                !answer.good() && answer.servedBy().isEmpty() && refused > 0,
                "the handshake fails over the certificates, before a byte of the request is sent");
    }
}
