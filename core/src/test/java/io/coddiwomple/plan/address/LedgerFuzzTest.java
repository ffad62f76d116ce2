package io.coddiwomple.plan.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.coddiwomple.problem.Problems;
import java.nio.charset.StandardCharsets;

/** Whatever the text is: what is read of it is written as it was read. */
class LedgerFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void keepsWhatItReads(byte[] content) {
        var problems = new Problems();
        Ledger ledger = Ledger.parse("ledger.txt", new String(content, StandardCharsets.UTF_8), problems);
        var again = new Problems();
        Ledger same = Ledger.parse("ledger.txt", ledger.text(), again);
        assertThat(same).isEqualTo(ledger);
        if (!problems.hasErrors()) {
            assertThat(again.sorted()).isEmpty();
        }
    }
}
