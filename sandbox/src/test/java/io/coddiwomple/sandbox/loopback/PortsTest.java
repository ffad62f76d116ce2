package io.coddiwomple.sandbox.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void theLowestPortIsTheOneThatTheKernelSays() throws Exception {
        Process cat = new ProcessBuilder("cat", "/proc/sys/net/ipv4/ip_unprivileged_port_start").start();
        String said = new String(cat.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(cat.waitFor()).isZero();

        assertThat(Ports.unprivileged()).isEqualTo(Integer.parseInt(said));
    }

    @Test
    void whatMayNotBeBoundIsMoved() {
        var ports = new Ports(1024);

        assertThat(ports.bindable(53)).isEqualTo(20_053);
        assertThat(ports.bindable(1023)).isEqualTo(21_023);
        assertThat(ports.bindable(1024)).isEqualTo(1024);
    }
}
