package io.coddiwomple.sandbox.tour;

import io.coddiwomple.sandbox.Failed;
import io.coddiwomple.sandbox.Tap;
import io.coddiwomple.sandbox.apps.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Hears what goes between the clusters, where that can be heard. Owned by one thread. */
final class Listening implements AutoCloseable {
    private final Map<String, Tap> taps = new LinkedHashMap<>();

    private Listening() {}

    /** Begins, and waits until all proxies take the way on which it is heard. */
    static Listening between(Stage stage, List<String> addresses, int port)
            throws Failed, IOException, InterruptedException {
        var listening = new Listening();
        if (!stage.sandbox().isolates()) {
            for (String address : addresses) {
                listening.taps.put(address + ":" + port, stage.sandbox().listen(address, port));
            }
            stage.settle();
        }
        return listening;
    }

    /** Tells what was heard, and checks it. */
    void tell(Story story, Predicate<Recording> expected, String what) {
        boolean heard = false;
        boolean held = true;
        for (Map.Entry<String, Tap> tap : taps.entrySet()) {
            for (Recording recording : tap.getValue().recordings()) {
                story.show(List.of("on the wire to " + tap.getKey() + ": " + recording.description()));
                heard = true;
                held &= expected.test(recording);
            }
        }
        if (!taps.isEmpty()) {
            story.check(heard && held, what);
        }
    }

    /** Whether a text can be read in what the client sent, among the bytes that are remembered. */
    static boolean shows(Recording recording, String text) {
        return new String(recording.fromClient(), StandardCharsets.ISO_8859_1).contains(text);
    }

    /** Calls take the direct way again once the stage has settled. */
    @Override
    public void close() {
        taps.values().forEach(Tap::close);
    }
}
