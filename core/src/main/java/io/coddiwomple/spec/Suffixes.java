package io.coddiwomple.spec;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.util.List;
import java.util.Set;

/** Suffixes that would hide names which exist already. */
public final class Suffixes {
    /** The one that counts when none is given. */
    public static final String DEFAULT = "global";

    /** The zones of RFC 1035 section 3.5 and of RFC 3596 section 2.5. */
    private static final List<String> ADDRESSES = List.of("in-addr.arpa", "ip6.arpa");

    /** Top-level domains that companies' and their suppliers' names are under; every two-letter one counts as well. */
    private static final Set<String> REAL = Set.of(
            "com",
            "net",
            "org",
            "info",
            "biz",
            "edu",
            "gov",
            "mil",
            "int",
            "arpa",
            "app",
            "dev",
            "cloud",
            "online",
            "shop",
            "site",
            "tech",
            "store",
            "xyz",
            "page",
            "blog",
            "name",
            "pro",
            "mobi",
            "asia",
            "travel",
            "jobs",
            "coop",
            "aero",
            "museum",
            "bank",
            "live",
            "world",
            "group",
            "company",
            "systems",
            "network",
            "services",
            "software",
            "solutions",
            "agency",
            "digital",
            "email",
            "host",
            "hosting",
            "zone",
            "google",
            "amazon",
            "microsoft",
            "apple");

    private Suffixes() {}

    /**
     * Refuses a suffix whose names belong to somebody else, and warns of one whose names may.
     *
     * @param what what the user calls it, such as {@code spec.suffix}
     * @return false when it was refused
     */
    public static boolean check(String what, String suffix, Place place, Problems problems) {
        String last = suffix.substring(suffix.lastIndexOf('.') + 1);
        if (last.equals("local")) {
            problems.add(
                    Code.BAD_VALUE,
                    place,
                    what + " is \"" + suffix
                            + "\", and names under local belong to each cluster itself; choose another, such as global");
            return false;
        }
        if (ADDRESSES.stream().anyMatch(zone -> Hostnames.isWithin(suffix, zone) || Hostnames.isWithin(zone, suffix))) {
            problems.add(
                    Code.BAD_VALUE,
                    place,
                    what + " is \"" + suffix
                            + "\", and that is where addresses are looked up, not names; choose another, such as global");
            return false;
        }
        if (last.length() == 2 || REAL.contains(last)) {
            problems.add(
                    Code.REAL_DOMAIN_SUFFIX,
                    place,
                    what + " is \"" + suffix + "\", under the real top-level domain \"" + last
                            + "\": inside the meshes its names would hide the ones that the internet knows; choose one that"
                            + " is not delegated, such as global or internal");
        }
        return true;
    }

    /** Refuses a suffix that holds the names of a cluster's own services. */
    static void check(String suffix, Place place, Cluster cluster, Problems problems) {
        if (Hostnames.isWithin(cluster.clusterDomain(), suffix)) {
            problems.add(
                    Code.BAD_VALUE,
                    place,
                    "spec.suffix is \"" + suffix + "\", and the services of cluster " + cluster.name()
                            + " have names under it already, as its clusterDomain is " + cluster.clusterDomain()
                            + "; choose a suffix that no cluster's own names are under");
        }
    }
}
