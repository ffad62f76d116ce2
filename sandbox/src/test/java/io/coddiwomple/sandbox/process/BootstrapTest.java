package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coddiwomple.problem.Problems;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.Limits;
import io.coddiwomple.yaml.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an Envoy is started with; that a stock one takes it is seen by the tests with real ones. */
class BootstrapTest {
    private static final Path XDS = Path.of("/run/cw-1/xds");
    private static final Path ADMIN = Path.of("/run/cw-1/a/admin");

    private static Node at(Object... path) {
        byte[] json = new Bootstrap("sidecar~10.0.0.1~a \"b\"", "amsterdam", XDS, ADMIN).json();
        var problems = new Problems();
        Node node = Documents.read("bootstrap.json", json, Limits.DEFAULT, problems)
                .getFirst()
                .root();
        assertThat(problems.sorted()).isEmpty();
        for (Object step : path) {
            node = step instanceof Integer index
                    ? ((Node.Sequence) node).items().get(index)
                    : Objects.requireNonNull(((Node.Mapping) node).get((String) step), (String) step);
        }
        return node;
    }

    private static String text(Object... path) {
        return ((Node.Scalar) at(path)).text();
    }

    @Test
    void namesTheNode() {
        assertThat(text("node", "id")).isEqualTo("sidecar~10.0.0.1~a \"b\"");
        assertThat(text("node", "cluster")).isEqualTo("amsterdam");
    }

    @Test
    void theAdministrationIsASocketOfTheOwner() {
        assertThat(text("admin", "address", "pipe", "path")).isEqualTo(ADMIN.toString());
        assertThat(Integer.parseInt(text("admin", "address", "pipe", "mode"))).isEqualTo(0600);
    }

    @Test
    void bothServersAreTheOneSocket() {
        for (int i : List.of(0, 1)) {
            assertThat(text(
                            "static_resources",
                            "clusters",
                            i,
                            "load_assignment",
                            "endpoints",
                            0,
                            "lb_endpoints",
                            0,
                            "endpoint",
                            "address",
                            "pipe",
                            "path"))
                    .isEqualTo(XDS.toString());
        }
        assertThat(text("static_resources", "clusters", 1, "name")).isEqualTo("sds-grpc");
        assertThat(text("dynamic_resources", "ads_config", "grpc_services", 0, "envoy_grpc", "cluster_name"))
                .isEqualTo(text("static_resources", "clusters", 0, "name"));
    }

    @Test
    void aPathThatNoSocketCanHaveIsRefused() {
        Path longer = Path.of("/" + "x".repeat(107));
        assertThatThrownBy(() -> new Bootstrap("n", "c", longer, ADMIN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Bootstrap("n", "c", XDS, Path.of("admin")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Bootstrap("n", "c", Path.of("/" + "x".repeat(106)), ADMIN).json())
                .isNotEmpty();
    }
}
