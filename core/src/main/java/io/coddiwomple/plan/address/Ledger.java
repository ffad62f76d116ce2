package io.coddiwomple.plan.address;

import io.coddiwomple.model.IpAddress;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which name has which address, kept in Git so that nothing ever moves. One line for each address:
 * {@code <host> <address> [owner=<service>] [released=<yyyy-mm-dd>]}, sorted. A released address rests until
 * {@link #QUARANTINE_DAYS} have passed.
 */
public record Ledger(List<Entry> entries) {
    public static final Ledger EMPTY = new Ledger(List.of());
    /** How long an address rests after its name is gone: longer than any cache may hold the old answer. */
    public static final int QUARANTINE_DAYS = 30;

    private static final String HEADER =
            "# Virtual addresses by name. Kept by cw; commit it, and change it only to rename a host.";

    public Ledger {
        var sorted = new ArrayList<>(entries);
        Collections.sort(sorted);
        entries = List.copyOf(sorted);
    }

    /**
     * One line.
     *
     * @param owner the service that has the name, empty when unknown
     * @param released the day on which the name was first missing, or null while it is in use
     */
    public record Entry(
            String host,
            IpAddress address,
            String owner,
            @Nullable LocalDate released) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int order = host.compareTo(other.host);
            return order == 0 ? address.compareTo(other.address) : order;
        }

        private String line() {
            return host
                    + " "
                    + address
                    + (owner.isEmpty() ? "" : " owner=" + owner)
                    + (released == null ? "" : " released=" + released);
        }
    }

    /** Reads a ledger; every malformed line, and every address that stands twice, is a problem. */
    public static Ledger parse(String file, String text, Problems problems) {
        var entries = new ArrayList<Entry>();
        Map<IpAddress, String> owners = new HashMap<>();
        int number = 0;
        for (String raw : (Iterable<String>) text.lines()::iterator) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Place place = new Place(file, number, 0);
            Entry entry = entry(line, place, problems);
            if (entry == null) {
                continue;
            }
            String other = owners.put(entry.address, entry.host);
            if (other != null) {
                problems.add(
                        Code.BAD_LEDGER,
                        place,
                        "address " + entry.address + " belongs to both " + other + " and " + entry.host
                                + "; an address names one host, so remove one of the two lines");
            }
            entries.add(entry);
        }
        return new Ledger(entries);
    }

    private static @Nullable Entry entry(String line, Place place, Problems problems) {
        String[] words = line.split("\\s+", -1);
        IpAddress address = words.length < 2 ? null : IpAddress.parse(words[1]).orElse(null);
        String owner = "";
        LocalDate released = null;
        boolean good = address != null;
        for (int i = 2; i < words.length; i++) {
            if (words[i].startsWith("owner=")) {
                owner = words[i].substring("owner=".length());
            } else if (words[i].startsWith("released=")) {
                released = date(words[i].substring("released=".length()));
                good &= released != null;
            } else {
                good = false;
            }
        }
        if (!good || address == null) {
            problems.add(
                    Code.BAD_LEDGER,
                    place,
                    "this is no ledger line; a line reads: httpbin.bar.global 240.1.2.3 owner=httpbin.bar, with"
                            + " released=2026-01-31 at its end once the name is gone");
            return null;
        }
        return new Entry(words[0], address, owner, released);
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    /** The file's whole text, the same bytes for the same entries. */
    public String text() {
        var text = new StringBuilder(HEADER).append('\n');
        entries.forEach(entry -> text.append(entry.line()).append('\n'));
        return text.toString();
    }
}
