package io.coddiwomple.app.socket;

import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Value;
import io.coddiwomple.yaml.ByteText;
import io.coddiwomple.yaml.Document;
import io.coddiwomple.yaml.Documents;
import io.coddiwomple.yaml.JsonText;
import io.coddiwomple.yaml.Limits;
import io.coddiwomple.yaml.Node;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists of words over a connection: the length in bytes as a number of four bytes, big end first, then a JSON array of
 * strings. One thread may read while another writes.
 */
final class Frames implements AutoCloseable {
    /** Room for the objects of a cluster. */
    static final int LONGEST = 16 << 20;

    private static final Limits LIMITS = new Limits(LONGEST, 2, 1, 100_000, 0);
    private static final int LENGTH_BYTES = 4;

    private final ByteChannel channel;

    Frames(ByteChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException when the frame is too long, or nobody reads it */
    void write(List<String> words) throws IOException {
        var text = new ByteText();
        JsonText.append(Value.texts(words), 0, text);
        byte[] bytes = text.toBytes();
        if (bytes.length > LONGEST) {
            throw new ProtocolException("this has " + bytes.length + " bytes, and the demo takes at most "
                    + (LONGEST >> 20) + " MiB at a time; give it parts");
        }
        ByteBuffer frame = ByteBuffer.allocate(LENGTH_BYTES + bytes.length);
        frame.putInt(bytes.length).put(bytes).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /** The next one, or null at the end. */
    @Nullable List<String> read() throws IOException {
        ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES);
        if (!fill(length)) {
            return null;
        }
        int bytes = length.flip().getInt();
        if (bytes < 2 || bytes > LONGEST) {
            throw foreign();
        }
        ByteBuffer frame = ByteBuffer.allocate(bytes);
        if (!fill(frame)) {
            throw new EOFException("the connection ended within a message");
        }
        return words(frame.array());
    }

    /** Whether there was anything at all before the end. */
    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                if (buffer.position() > 0) {
                    throw new EOFException("the connection ended within a message");
                }
                return false;
            }
        }
        return true;
    }

    private static List<String> words(byte[] json) throws IOException {
        var problems = new Problems();
        List<Document> documents = Documents.read("message.json", json, LIMITS, problems);
        if (problems.hasErrors()
                || documents.size() != 1
                || !(documents.getFirst().root() instanceof Node.Sequence sequence)) {
            throw foreign();
        }
        var words = new ArrayList<String>();
        for (Node item : sequence.items()) {
            if (!(item instanceof Node.Scalar scalar) || scalar.type() != Node.Type.STRING) {
                throw foreign();
            }
            words.add(scalar.text());
        }
        if (words.isEmpty()) {
            throw foreign();
        }
        return words;
    }

    private static ProtocolException foreign() {
        return new ProtocolException("the other side is no cw demo, or one of another version");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
