package io.coddiwomple.app.run;

import io.coddiwomple.dns.ZoneData;
import io.coddiwomple.model.HostAddresses;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which hosts of ServiceEntries a server answers: those within its suffixes. What it does not answer, it says. */
final class AnsweredEntries {
    private static final int MOST_NAMED = 5;

    private final SortedSet<String> suffixes;
    private final Problems problems;

    AnsweredEntries(SortedSet<String> suffixes, Problems problems) {
        this.suffixes = suffixes;
        this.problems = problems;
    }

    HostAddresses of(HostAddresses all) {
        HostAddresses answered = within(all);
        if (answered.size() == 0 && !problems.hasErrors()) {
            problems.add(Code.NOTHING_ANSWERED, Place.NONE, nothing(all));
        }
        return answered;
    }

    private HostAddresses within(HostAddresses all) {
        if (all.firstOutside(suffixes) < 0 && all.mostAddresses() <= ZoneData.MOST_ADDRESSES) {
            return all;
        }
        var answered = new HostAddresses.Builder(all.size());
        all.forEach((host, addresses) -> {
            if (isAnswered(host)) {
                answered.add(host, bounded(host, addresses));
            }
        });
        return answered.build();
    }

    private boolean isAnswered(String host) {
        boolean answered = Hostnames.isWithin(host, suffixes);
        if (!answered) {
            problems.add(
                    Code.ENTRY_NOT_ANSWERED,
                    Place.NONE,
                    "host " + host + " is not answered, as it is within none of the suffixes "
                            + String.join(", ", suffixes));
        }
        return answered;
    }

    private List<IpAddress> bounded(String host, List<IpAddress> addresses) {
        if (addresses.size() <= ZoneData.MOST_ADDRESSES) {
            return addresses;
        }
        problems.add(
                Code.ENTRY_NOT_ANSWERED,
                Place.NONE,
                "host " + host + " has " + addresses.size() + " addresses, and only the first "
                        + ZoneData.MOST_ADDRESSES + " of them are answered: more fit into no message");
        return addresses.subList(0, ZoneData.MOST_ADDRESSES);
    }

    private String nothing(HostAddresses all) {
        if (all.size() == 0) {
            return "the input has no ServiceEntry with a host and an address, so no name is answered";
        }
        var endings = new TreeSet<String>();
        for (int i = 0; i < all.size(); i++) {
            String host = all.host(i);
            endings.add(host.substring(host.lastIndexOf('.') + 1));
        }
        String named = String.join(", ", endings.stream().limit(MOST_NAMED).toList());
        int more = endings.size() - MOST_NAMED;
        return "no name is answered, as none of the " + Report.counted(all.size(), "host") + " is within "
                + String.join(" or ", suffixes) + "; they end in " + named
                + (more > 0 ? " and " + more + " more" : "") + ", and --suffix says which of them count";
    }
}
