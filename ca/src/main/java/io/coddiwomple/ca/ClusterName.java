package io.coddiwomple.ca;

import java.util.regex.Pattern;

/** What a cluster may be called, so that it can name a folder and stand in a certificate. */
public final class ClusterName {
    /** The rule, as the end of a sentence. */
    public static final String RULE =
            "letters, digits, dots, hyphens and underscores, at most 128, the first a letter or" + " digit";

    /** RFC 5280 appendix A: a locality's name has at most 128 characters. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private ClusterName() {}

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
