package io.coddiwomple.it.xds;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.envoy.Translation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What of random federations may be refused: kinds of output that the list of differences gives a reason for. */
final class RefusedKinds {
    private static final Path LIST = Path.of("../docs/differences.md");

    /** By the words of the list, what the refusals of a kind say. */
    private static final Map<String, String> KINDS = Map.of(
            "several addresses in one ServiceEntry (IPv4 and IPv6)", "several for one entry are not translated",
            "gRPC-Web and other HTTP at one port number", "is gRPC-Web in one service and not in another");

    private RefusedKinds() {}

    /** @throws AssertionError when it was refused for a reason that is not of these kinds */
    static void checkKnown(RandomCluster cluster, Translation.Refused refused) {
        assertThat(refused.refusals())
                .as(cluster.toString())
                .allSatisfy(refusal -> assertThat(KINDS.values()).anyMatch(refusal.toString()::contains));
    }

    /** @throws AssertionError when the list has no line for one of them */
    static void checkListed() throws IOException {
        String list = Files.readString(LIST);
        assertThat(KINDS.keySet()).allSatisfy(kind -> assertThat(list).contains("| " + kind + " |"));
    }
}
