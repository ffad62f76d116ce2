package io.coddiwomple.sandbox.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertificateTest {
    @Test
    void theLastElementIsTheOneThatReachedTheServer() {
        assertThat(ClientCertificate.parse(
                        "By=spiffe://a/b;URI=spiffe://a/first,Hash=1;By=spiffe://c/d;URI=spiffe://a/last"))
                .isEqualTo(Optional.of(new ClientCertificate("spiffe://a/last", "spiffe://c/d")));
    }

    @Test
    void separatorsInsideOfQuotesSeparateNothing() {
        assertThat(ClientCertificate.parse(
                        "By=spiffe://c/d;Subject=\"CN=a\\\",URI=spiffe://evil/x;O=b,c\";URI=\"spiffe://a/q,r;s\""))
                .isEqualTo(Optional.of(new ClientCertificate("spiffe://a/q,r;s", "spiffe://c/d")));
    }

    @Test
    void namesHaveAnyCaseAndTheFirstOfSeveralCounts() {
        assertThat(ClientCertificate.parse("uri=spiffe://a/1; URI=spiffe://a/2 ;by=spiffe://c/d"))
                .isEqualTo(Optional.of(new ClientCertificate("spiffe://a/1", "spiffe://c/d")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", ";", "=", "Hash=1;Subject=\"CN=a\"", "URI", "\"", "URI=", "\\", "\"\\"})
    void whatNamesNobodyIsNobody(String header) {
        assertThat(ClientCertificate.parse(header)).isEmpty();
    }
}
