package io.coddiwomple.spec;

import static io.coddiwomple.spec.Schema.Field.needed;
import static io.coddiwomple.spec.Schema.Field.optional;

import io.coddiwomple.spec.Schema.Flag;
import io.coddiwomple.spec.Schema.Free;
import io.coddiwomple.spec.Schema.Group;
import io.coddiwomple.spec.Schema.Many;
import io.coddiwomple.spec.Schema.Table;
import io.coddiwomple.spec.Schema.Text;
import io.coddiwomple.spec.Schema.Whole;
import io.coddiwomple.spec.Schema.WordOrGroup;
import java.util.List;

/** The fields of a GlobalService's traffic. */
final class TrafficKind {
    private TrafficKind() {}

    static Group spec() {
        Group retry = new Group(
                "Istio's HTTPRetry.",
                List.of(
                        optional("attempts", new Whole("How often to try again.", 0, 100, null)),
                        optional("perTryTimeout", Text.of("A duration such as 2s.", Format.SOME)),
                        optional("retryOn", Text.of("Envoy's retry conditions, joined by commas.", Format.SOME)),
                        optional("retryRemoteLocalities", new Flag("Whether other clusters are tried.", false)),
                        optional("retryIgnorePreviousHosts", new Flag("Whether tried hosts are avoided.", true)),
                        optional("backoff", Text.of("A duration such as 25ms.", Format.SOME))));
        return new Group(
                "How calls are spread. Default: own cluster first, then the same region, then the rest.",
                List.of(
                        optional(
                                "failover",
                                new Many(
                                        "Clusters in the order in which they are tried, whatever the geography.",
                                        Text.of("A cluster.", Format.SOME),
                                        true)),
                        optional(
                                "retries",
                                new WordOrGroup(
                                        "What happens to an HTTP call that could not be delivered.",
                                        List.of("default", "none"),
                                        "default",
                                        retry)),
                        optional(
                                "rewriteHost",
                                new Flag("Whether backends see their own host name instead of the global one.", false)),
                        optional(
                                "trafficPolicy",
                                new Group(
                                        "Fields of Istio's TrafficPolicy that replace the defaults.",
                                        List.of(
                                                optional("loadBalancer", new Free("Istio's LoadBalancerSettings.")),
                                                optional("connectionPool", new Free("Istio's ConnectionPoolSettings.")),
                                                optional("outlierDetection", new Free("Istio's OutlierDetection."))))),
                        optional("subsets", new Many("Parts of the service that calls can pick.", subset(), false))));
    }

    private static Group subset() {
        return new Group(
                "A subset.",
                List.of(
                        needed("name", Text.of("Unique within the service.", Format.LABEL)),
                        needed("labels", Kinds.selector("The labels of its pods.")),
                        optional("weight", new Whole("Its share of the calls in percent.", 0, 100, 0)),
                        optional(
                                "headers",
                                new Table(
                                        "Calls with all these headers go to it.",
                                        Format.SOME,
                                        Text.of("The header's exact value.", Format.ANY),
                                        false))));
    }
}
