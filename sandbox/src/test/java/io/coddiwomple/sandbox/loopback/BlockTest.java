package io.coddiwomple.sandbox.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockTest {
    @Test
    void givesEveryWorkloadAddressesOfItsOwn() {
        assertThat(new Block(0).pod()).isEqualTo("127.16.0.1");
        assertThat(new Block(1).pod()).isEqualTo("127.16.16.1");
        assertThat(new Block(16).pod()).isEqualTo("127.17.0.1");
        assertThat(new Block(3839).pod()).isEqualTo("127.255.240.1");
    }

    @Test
    void keepsAnAddressOnceGiven() {
        var block = new Block(2);
        String first = block.standsFor("240.0.0.1");
        Set<String> given = new HashSet<>(Set.of(block.pod(), block.application(), block.unnamed(), first));
        for (int i = 2; i < 300; i++) {
            assertThat(given.add(block.standsFor("240.0.1." + i))).isTrue();
        }
        assertThat(block.standsFor("240.0.0.1")).isEqualTo(first);
    }

    @Test
    void saysWhenThereAreNoMore() {
        var block = new Block(0);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 5000; i++) {
                        block.standsFor("address " + i);
                    }
                })
                .hasMessage("a workload can call 4092 addresses at most");
        assertThatThrownBy(() -> new Block(3840)).hasMessageContaining("for 3840 workloads only");
    }
}
