package io.coddiwomple.sandbox.netns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RequirementsTest {
    private static final long ALL = 0x1fffffffffL;

    @Test
    void namesEveryRightThatIsLackingAndWhatToDo() {
        assertThat(Requirements.rights(0))
                .hasValue("this process lacks CAP_NET_ADMIN, CAP_NET_RAW, CAP_SETGID, CAP_SYS_ADMIN"
                        + " (run it as root, or with sudo)");
        assertThat(Requirements.rights(ALL & ~(1L << 21)))
                .hasValue("this process lacks CAP_SYS_ADMIN (run it as root, or with sudo)");
        assertThat(Requirements.rights(ALL)).isEmpty();
    }

    @Test
    void namesEveryToolThatIsLackingAndWhereItIs() {
        assertThat(Requirements.tools(tool -> false))
                .hasValue("not installed: ip, iptables-restore, setpriv"
                        + " (on Debian: apt install iproute2 iptables util-linux)");
        assertThat(Requirements.tools(tool -> !tool.equals("setpriv")))
                .hasValue("not installed: setpriv (on Debian: apt install util-linux)");
        assertThat(Requirements.tools(tool -> true)).isEmpty();
    }

    @Test
    void saysAllInOneMessage() {
        var missing = new MissingRequirements(List.of("no this", "no that"));
        assertThat(missing)
                .hasMessage(
                        "workloads cannot have network namespaces here, which take the place of a cluster's network:"
                                + " no this; no that");
        assertThat(missing.missing()).containsExactly("no this", "no that");
    }

    @Tag("peers")
    static final class WithoutRightsTest {
        /** Skips the test where rights cannot be given up, having none. */
        @RegisterExtension
        final TestRun run = new TestRun();

        @Test
        void aProcessWithoutRightsIsToldSoAndChangesNothing() throws Exception {
            Process child = Child.start("poor", Privilege.ROOT, Tool.path("setpriv"), "--bounding-set=-all");
            try {
                assertThat(Child.line(child))
                        .isEqualTo("[" + Requirements.rights(0).orElseThrow() + "]");
            } finally {
                child.getOutputStream().close();
                child.onExit().join();
            }
            assertThat(Leftovers.of("poor")).isEmpty();
        }
    }
}
