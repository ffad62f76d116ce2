package io.coddiwomple.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses as RFC 9112 has them, byte by byte. */
class HttpAnswerTest {
    private static HttpAnswer parse(String text) throws IOException {
        return HttpAnswer.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void contentIsAsLongAsTheHeadSays() throws IOException {
        assertThat(parse("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhello").text())
                .isEqualTo("he");
        assertThat(parse("HTTP/1.1 204 \r\ncontent-length:0\r\n\r\n").text()).isEmpty();
        assertThat(parse("HTTP/1.0 200\r\n\r\nto the end").text()).isEqualTo("to the end");
    }

    @Test
    void chunksAreJoinedAndTheirExtensionsLeftOut() throws IOException {
        assertThat(parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "5\r\nhello\r\nA;x=y\r\n, and\r\nbye\r\n0\r\nTrailer: 1\r\n\r\n")
                        .text())
                .isEqualTo("hello, and\r\nbye");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhe",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\nhello\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffff\r\nhello\r\n0\r\n\r\n"
            })
    void whatIsNotWholeOrNotHttpIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(ProtocolException.class);
    }
}
