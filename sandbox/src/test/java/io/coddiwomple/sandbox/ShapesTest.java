package io.coddiwomple.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.Shape;
import io.coddiwomple.sandbox.apps.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every shape carries every protocol to a backend of its own cluster, of another, and of both. */
@Tag("peers")
class ShapesTest {
    private static final List<String> PLACES = List.of("near", "far", "both");
    private static final List<String> PROTOCOLS = List.of("http", "http2", "grpc", "tcp", "tls", "https");

    private static Meshes meshes;

    @BeforeAll
    static void start(@TempDir Path runtime) throws Exception {
        meshes = Meshes.on(runtime, text(PLACES));
    }

    private static String text(List<String> places) {
        var text = new StringBuilder(Meshes.clusters("amsterdam", "barcelona"));
        for (String place : places) {
            text.append(Meshes.service(place, "ports: [" + ports(place) + "], backends: [" + backends(place) + "]"));
        }
        return text.toString();
    }

    @AfterAll
    static void stop() throws Exception {
        meshes.close();
    }

    /** In shape ingress a gateway tells services apart by their ports, so no two services share one. */
    private static int port(String place, String protocol) {
        return 7000 + 100 * PLACES.indexOf(place) + PROTOCOLS.indexOf(protocol);
    }

    private static String ports(String place) {
        return String.join(
                ", ",
                PROTOCOLS.stream()
                        .map(protocol -> "{name: %s, number: %d, protocol: %s}"
                                .formatted(
                                        protocol, port(place, protocol), protocol.toUpperCase(java.util.Locale.ROOT)))
                        .toList());
    }

    private static String backends(String place) {
        return switch (place) {
            case "near" -> "{cluster: amsterdam}";
            case "far" -> "{cluster: barcelona}";
            default -> "{cluster: amsterdam}, {cluster: barcelona}";
        };
    }

    /** REWRITE is for Istio releases whose EnvoyFilters are not translated. */
    @ParameterizedTest
    @EnumSource(value = Shape.class, mode = EnumSource.Mode.EXCLUDE, names = "REWRITE")
    void carriesEveryProtocolToEveryPlace(Shape shape) throws Exception {
        // With GLOBAL_SNI the gateways of two backends would pass failing calls in a circle, so cw refuses it.
        List<String> places = shape == Shape.GLOBAL_SNI ? List.of("near", "far") : PLACES;
        meshes.use(text(places), shape);
        var wrong = new ArrayList<String>();
        for (String place : places) {
            for (String protocol : PROTOCOLS) {
                String url = protocol + "://" + place + ".shop.global:" + port(place, protocol);
                Answer answer = meshes.call("amsterdam", url);
                String expected = place.equals("far") ? "barcelona/far" : "amsterdam/" + place;
                if (!answer.good() || !answer.servedBy().equals(expected)) {
                    wrong.add(url + ": " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
