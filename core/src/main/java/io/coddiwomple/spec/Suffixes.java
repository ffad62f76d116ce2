package io.coddiwomple.spec;

import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Place;
import io.coddiwomple.problem.Problems;
import java.util.Set;

/** Suffixes that would hide names which exist already. */
final class Suffixes {
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

    static void check(String suffix, Place place, Problems problems) {
        String last = suffix.substring(suffix.lastIndexOf('.') + 1);
        if (last.equals("local")) {
            problems.add(
                    Code.BAD_VALUE,
                    place,
                    "spec.suffix is \"" + suffix
                            + "\", and names under local belong to each cluster itself; choose another, such as global");
        } else if (last.length() == 2 || REAL.contains(last)) {
            problems.add(
                    Code.REAL_DOMAIN_SUFFIX,
                    place,
                    "spec.suffix is \"" + suffix + "\", under the real top-level domain \"" + last
                            + "\": inside the meshes its names would hide the ones that the internet knows; choose one that"
                            + " is not delegated, such as global or internal");
        }
    }
}
