package io.coddiwomple.yaml;

import io.coddiwomple.problem.Place;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The events of YAML text with 1-based places. The parser behind it keeps its state in a list, not on the stack, so
 * nesting is only limited by who takes the events.
 */
final class YamlEvents {
    /** The parser copies what it has read of a token whenever a buffer is used up, so small ones make it quadratic. */
    private static final int LARGEST_BUFFER = 1 << 20;

    private final YamlFault fault;
    private final StreamReader reader;
    private final Parser parser;
    private Place place;

    /**
     * @param start offset at which a line begins
     * @param startLine the number of that line, 0-based
     */
    YamlEvents(String file, String text, int start, int startLine) {
        this.fault = new YamlFault(file, startLine);
        this.place = fault.place(null);
        LoadSettings settings = LoadSettings.builder()
                .setBufferSize(Math.clamp(text.length() - start, 1024, LARGEST_BUFFER))
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        this.reader = new StreamReader(settings, from(text, start));
        this.parser = new ParserImpl(settings, reader);
    }

    private static Reader from(String text, int start) {
        var reader = new StringReader(text);
        try {
            reader.skip(start);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return reader;
    }

    /** Goes to the start of the next document, or tells that there is none. */
    boolean nextDocument() {
        while (true) {
            Event event = next();
            switch (event.getEventId()) {
                case DocumentStart -> {
                    return true;
                }
                case StreamEnd -> {
                    return false;
                }
                default -> {}
            }
        }
    }

    /** The next event; {@link #place()} is then where it begins. */
    Event next() {
        try {
            Event event = parser.next();
            event.getStartMark().ifPresent(mark -> place = fault.place(mark));
            return event;
        } catch (MarkedYamlEngineException e) {
            throw fault.syntax(e);
        } catch (YamlVersionException e) {
            throw new YamlSyntax(here(), YamlFault.VERSION);
        } catch (YamlEngineException e) {
            // snakeyaml-engine 3.2 takes a key for its own mistake that stands behind a quoted text of several lines.
            throw new YamlSyntax(here(), YamlFault.BEHIND_QUOTES);
        } catch (NumberFormatException e) {
            // snakeyaml-engine 3.2 takes \UFFFFFFFF for an int.
            throw new YamlSyntax(here(), YamlFault.NO_CHARACTER);
        }
    }

    /** Where the parser is, which is at or behind the end of the last event. */
    private Place here() {
        return fault.place(reader.getMark().orElse(null));
    }

    /** Where the last event begins. */
    Place place() {
        return place;
    }
}
