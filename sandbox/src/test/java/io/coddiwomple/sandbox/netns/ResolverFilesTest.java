package io.coddiwomple.sandbox.netns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResolverFilesTest {
    @Test
    void namesComeFromFilesAndDnsAlone() {
        assertThat(ResolverFiles.byDns(
                        "passwd: files sss\nhosts: mymachines resolve [!UNAVAIL=return] files\nrpc: db\n"))
                .isEqualTo("passwd: files sss\nhosts: files dns\nrpc: db\n");
    }
}
