package io.coddiwomple.sandbox.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("peers")
class LeftoversTest {
    private static final String CRASHED = "crash";

    @RegisterExtension
    final TestRun run = new TestRun();

    @AfterEach
    void leaveNothing() throws Exception {
        Namespaces.cleanUp(CRASHED);
    }

    @Test
    void cleansUpAfterAProcessThatWasKilled() throws Exception {
        NamespaceSpot untouched = run.plain("amsterdam", "app");
        Process child = Child.start(CRASHED, Privilege.ROOT);
        long orphan = Long.parseLong(Child.line(child).split(" ", 2)[0]);
        child.destroyForcibly().onExit().join();
        List<String> left = Leftovers.of(CRASHED);
        assertThat(left).containsExactly("cw-crash-amsterdam-app", "cw-crash-router");

        assertThat(Namespaces.cleanUp(CRASHED)).isEqualTo(left);

        assertThat(Leftovers.of(CRASHED)).isEmpty();
        assertThat(NetNamespace.FILES.resolve("cw-crash-amsterdam-app")).doesNotExist();
        // Whoever is its parent now may take its time to notice.
        await().untilAsserted(() -> assertThat(ProcessHandle.of(orphan)
                        .flatMap(process -> process.info().command()))
                .isEmpty());
        assertThat(Namespaces.cleanUp(CRASHED)).isEmpty();
        assertThat(NetNamespace.NAMES.resolve(untouched.namespace())).exists();
        run.serve(untouched, "app");
        assertThat(Echo.call(untouched, untouched.address(), TestRun.PORT)).startsWith("app");
    }

    @Test
    void leavesAloneWhatHasOnlyABeginningInCommon() throws Exception {
        assertThat(Namespaces.cleanUp("tes")).isEmpty();
        assertThat(Leftovers.of(TestRun.NAME)).containsExactly("cw-test-router");
        for (String run : List.of("", "A", "a-b", "a/b", "123456789", "*")) {
            assertThatThrownBy(() -> Namespaces.cleanUp(run)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRunThatIsThereAlreadyIsNotDisturbed() throws Exception {
        assertThatThrownBy(() -> Namespaces.open(TestRun.NAME, Privilege.ROOT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cw-test-router");
        assertThat(Leftovers.of(TestRun.NAME)).containsExactly("cw-test-router");
    }

    @Test
    void whoKeepsComingInDoesNotKeepANamespaceAlive() throws Exception {
        NamespaceSpot busy = run.plain("amsterdam", "busy");
        String enter = "ip netns exec " + busy.namespace();
        Process inside = new ProcessBuilder("sh", "-c", enter + " sleep 600").start();
        Process outside = new ProcessBuilder("sh", "-c", "while " + enter + " true; do :; done")
                .redirectErrorStream(true)
                .start();
        Process child = new ProcessBuilder(busy.proxyCommand(List.of("sleep", "600"))).start();
        try {
            busy.close();
            assertThat(NetNamespace.NAMES.resolve(busy.namespace())).doesNotExist();
            for (Process process : List.of(inside, outside, child)) {
                assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
            }
        } finally {
            List.of(inside, outside, child).forEach(Process::destroyForcibly);
        }
    }
}
