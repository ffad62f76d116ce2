package io.coddiwomple.sandbox.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UserNamespaceTest {
    private static String refusal(Map<String, String> settings) {
        return UserNamespace.refusal("the trial failed", setting -> settings.getOrDefault(setting, ""));
    }

    @Test
    void namesTheSettingsThatForbidThemAndHowToChangeThose() {
        assertThat(refusal(Map.of("user.max_user_namespaces", "0", "kernel.unprivileged_userns_clone", "1")))
                .isEqualTo("this user may not make a user namespace, which would take the place of root:"
                        + " user.max_user_namespaces is 0 (sudo sysctl user.max_user_namespaces=15000, or run it as"
                        + " root, or with sudo)");
        assertThat(refusal(Map.of(
                        "user.max_user_namespaces", "30000",
                        "kernel.unprivileged_userns_clone", "0",
                        "kernel.apparmor_restrict_unprivileged_userns", "1")))
                .contains(
                        ": kernel.unprivileged_userns_clone is 0, kernel.apparmor_restrict_unprivileged_userns is 1 (",
                        "(sudo sysctl kernel.unprivileged_userns_clone=1"
                                + " kernel.apparmor_restrict_unprivileged_userns=0, or ");
    }

    @Test
    void saysWhatTheTrialCameToWhenNoSettingExplainsIt() {
        Map<String, String> good = Map.of(
                "user.max_user_namespaces", "96365",
                "kernel.unprivileged_userns_clone", "1",
                "kernel.apparmor_restrict_unprivileged_userns", "0");
        for (Map<String, String> settings : List.of(good, Map.<String, String>of())) {
            assertThat(refusal(settings)).endsWith(" place of root: the trial failed (run it as root, or with sudo)");
        }
    }

    @Tag("peers")
    static final class InsideTest {
        private static final String NAME = "inside";

        /** Skips the test where namespaces cannot be had at all. */
        @RegisterExtension
        final TestRun run = new TestRun();

        @Test
        void whatIsMadeInsideIsSeenThereAloneAndEndsWithItsProcesses() throws Exception {
            Process child = Child.start(NAME, Privilege.USER_NAMESPACE, UserNamespace.UNSHARE.toArray(String[]::new));
            String[] said = Child.line(child).split(" ", 2);
            long placed = Long.parseLong(said[0]);
            try {
                assertThat(Leftovers.of(NAME)).isEmpty();
                Path inside = Path.of("/proc", Long.toString(child.pid()), "root");
                assertThat(inside.resolve("run/netns/cw-inside-amsterdam-app")).exists();
                assertThat(byHand(said[1], "cat", "/etc/resolv.conf")).isEqualTo("nameserver 100.64.1.1");
                assertThat(byHand(said[1], "iptables-save", "-t", "nat"))
                        .contains("-A OUTPUT -p tcp -m mark --mark 0x539 -j RETURN");
                // All else of the two folders is as it was.
                for (String line : List.of("ls /etc /run | grep -vx netns", "cat /etc/passwd")) {
                    assertThat(byHand(said[1], "sh", "-c", line)).isEqualTo(Tool.run(List.of("sh", "-c", line), ""));
                }
            } finally {
                child.destroyForcibly().onExit().join();
                ProcessHandle.of(placed).ifPresent(ProcessHandle::destroyForcibly);
            }
            await().untilAsserted(() -> assertThat(ProcessHandle.of(placed)
                            .flatMap(process -> process.info().command()))
                    .isEmpty());
            assertThat(Leftovers.of(NAME)).isEmpty();
        }

        private static String byHand(String curl, String... words) throws Exception {
            var all = new ArrayList<>(List.of(curl.split(" ", -1)));
            assertThat(all.removeLast()).isEqualTo("curl");
            all.addAll(List.of(words));
            return Tool.run(all, "");
        }
    }
}
