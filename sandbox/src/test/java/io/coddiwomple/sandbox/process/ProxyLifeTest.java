package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.sandbox.process.ProxyState.Down;
import io.coddiwomple.sandbox.process.ProxyState.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ProxyLifeTest {
    private final ProxyLife life = new ProxyLife();

    @Test
    @Timeout(30)
    void oneThatIsClosedBeforeItsFirstStartIsDownForAllWhoWait() throws InterruptedException {
        life.close();
        assertThat(life.awaitWanted()).isFalse();
        assertThat(life.takeDown(Reason.KILLED)).isNull();
        life.awaitDown();
        assertThat(life.view().state()).isEqualTo(new Down(Reason.DRAINED));
    }
}
