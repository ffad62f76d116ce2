package io.coddiwomple.envoy;

import java.util.Comparator;

/** Host names with wildcards (istiod's pkg/config/host). */
final class Hosts {
    /** Exact names before wildcards, longer before shorter, then by letters. */
    static final Comparator<String> MOST_SPECIFIC_FIRST = Comparator.comparing((String host) -> host.startsWith("*"))
            .thenComparing(Comparator.comparingInt(String::length).reversed())
            .thenComparing(Comparator.naturalOrder());

    private Hosts() {}

    /** Whether every name that the first stands for is one that the second stands for. */
    static boolean within(String host, String pattern) {
        if (pattern.equals("*")) {
            return true;
        }
        if (!pattern.startsWith("*")) {
            return host.equals(pattern);
        }
        String suffix = pattern.substring(1);
        return host.startsWith("*")
                ? host.length() >= pattern.length() && host.substring(1).endsWith(suffix)
                : host.endsWith(suffix);
    }
}
