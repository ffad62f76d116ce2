package io.coddiwomple.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code cw ca rotate}, as users run it. */
class CaRotateTest extends Authorities {
    @Test
    void rotatesStepByStep() throws IOException {
        String mesh = write("mesh.yaml", MESH);
        Shell.Result plan = run("ca", "rotate", "--dir", path("ca"), "-f", mesh);
        assertThat(plan.out())
                .contains("new root  none yet\n", "1. next   make a new root beside the old one\n")
                .contains("2. later  let every cluster trust both roots: london, paris\n")
                .contains("   run    cw ca secret paris --dir " + path("ca")
                        + " | kubectl --kubeconfig /etc/kubeconfig --context par apply --server-side --force-conflicts -f"
                        + " -\n")
                .contains("5. later  let every cluster trust the new root only: london, paris\n")
                .endsWith(
                        "The first step, in " + path("ca") + " only: cw ca rotate --start --dir " + path("ca") + "\n");
        assertThat(run("ca", "rotate", "--dir", path("ca"), "-f", mesh)).isEqualTo(plan);

        Shell.Result last = plan;
        var titles = new ArrayList<String>();
        Shell.Result step = run("ca", "rotate", "--start", "--dir", path("ca"));
        assertThat(step.out()).endsWith(", with cw ca rotate --next --dir " + path("ca") + "\n");
        while (step.code() == 0) {
            titles.add(step.out().lines().findFirst().orElse(""));
            assertThat(run("ca", "report", "--dir", path("ca")).out()).doesNotContain("cannot talk");
            last = step;
            step = shell.run("ca", "rotate", "--next", "--dir", path("ca"));
        }
        assertThat(step.code()).isEqualTo(2);
        assertThat(step.err())
                .isEqualTo(
                        "error CW6020 " + path("ca") + " no rotation is under way; cw ca rotate --start begins one\n");
        assertThat(last.out()).contains("That was the last step: once it is applied, the root is replaced. ");
        assertThat(titles)
                .containsExactly(
                        "done: make a new root beside the old one",
                        "done: let every cluster trust both roots: london, paris",
                        "done: issue under the new root: london",
                        "done: issue under the new root: paris",
                        "done: let every cluster trust the new root only: london, paris");
        assertThat(run("ca", "rotate", "--dir", path("ca")).out()).contains("new root  none yet\n");
    }

    @Test
    void goesBackAndSaysWhereToApplyIt() {
        run("ca", "rotate", "--start", "--dir", path("ca"));
        run("ca", "rotate", "--next", "--dir", path("ca"));
        Shell.Result undone = run("ca", "rotate", "--abort", "--dir", path("ca"));

        assertThat(undone.out())
                .startsWith("undone: the old root signs on, alone\n   run    cw ca secret london --dir " + path("ca")
                        + " | ")
                .contains("cw ca secret paris --dir ", "grep -c BEGIN # prints 1\n");
        assertThat(run("ca", "rotate", "--dir", path("ca")).out()).contains("new root  none yet\n");

        run("ca", "rotate", "--start", "--dir", path("ca"));
        assertThat(run("ca", "rotate", "--abort", "--dir", path("ca")).out())
                .contains("   note   nothing changes in the clusters\n");
    }

    @Test
    void warnsOfClustersThatOnlyOneSideKnows() throws IOException {
        run("ca", "issue", "tokyo", "--dir", path("ca"));
        run("ca", "issue", "lodnon", "--dir", path("ca"));
        Files.delete(base.resolve("ca/clusters/london"));
        String mesh = write("mesh.yaml", MESH);

        for (String option : List.of("-v", "--start", "--next")) {
            assertThat(run("ca", "rotate", option, "--dir", path("ca"), "-f", mesh)
                            .err()
                            .lines())
                    .as(option)
                    .containsExactly(
                            "warning: clusters of the input without certificates in " + path("ca")
                                    + ", for which there is no step: london (cw ca issue makes them)",
                            "warning: clusters with certificates in " + path("ca") + " that the input does not define,"
                                    + " for which there are steps all the same: lodnon, tokyo");
        }
    }

    @Test
    void refusesOptionsThatExcludeEachOther() {
        Shell.Result result = shell.run("ca", "rotate", "--abort", "--start", "--next", "--lifetime", "9d");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines())
                .containsExactly(
                        "error: --start and --next and --abort exclude each other: give one",
                        "error: --algorithm and --lifetime are for a new root, which --start makes; without it none is"
                                + " made",
                        "See 'cw ca rotate --help'.");
    }

    @Test
    void refusesToPlanARootThatItWouldNotMake() {
        assertThat(shell.run("ca", "rotate", "--dir", path("ca"), "--algorithm", "rsa-4096")
                        .err())
                .contains("error: --algorithm and --lifetime are for a new root, which --start makes");
    }
}
