package io.coddiwomple.spec;

import io.coddiwomple.model.Cidr;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.ServiceName;
import java.util.function.Predicate;

/** The form of a string: a check for the parser, a pattern for schemas, and words for messages. */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold no state
enum Format {
    ANY("", "a string", _ -> true),
    /** Not empty. */
    SOME(".+", "a string that is not empty", text -> !text.isEmpty()),
    LABEL(
            "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
            "a DNS label: 1 to 63 lower-case letters, digits and hyphens, no hyphen at either end",
            Hostnames::isLabel),
    HOST(
            "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*",
            "a host name: lower-case labels of up to 63 characters joined by dots, up to 253 characters in all",
            Hostnames::isHost),
    ADDRESS(
            "[0-9a-zA-Z.:-]+",
            "an IP address or a host name",
            text -> Hostnames.isHost(text) || IpAddress.parse(text).isPresent()),
    IP("[0-9a-fA-F.:]+", "an IP address", text -> IpAddress.parse(text).isPresent()),
    CIDR(
            "[0-9a-fA-F.:]+/[0-9]{1,3}",
            "a range of addresses such as 240.0.0.0/4, its host bits zero",
            text -> Cidr.parse(text).isPresent()),
    CIDR_OR_NONE(
            "none|[0-9a-fA-F.:]+/[0-9]{1,3}",
            "none or a range of addresses such as 240.0.0.0/4, its host bits zero",
            text -> text.equals("none") || Cidr.parse(text).isPresent()),
    VERSION(
            "v?1\\.[0-9]+(\\.[0-9]+)?",
            "an Istio version from 1.1 to " + IstioVersion.newest() + ", such as 1.30 or 1.30.2",
            text -> IstioVersion.parse(text).isPresent()),
    SERVICE(
            "[a-z0-9]([-a-z0-9]*[a-z0-9])?\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?\\.svc\\..+",
            "a Kubernetes service's full name such as httpbin.bar.svc.cluster.local",
            text -> ServiceName.parse(text).isPresent()),
    IDENTITY(
            "spiffe://[^/]+/.+",
            "a SPIFFE ID such as spiffe://cluster.local/ns/bar/sa/httpbin",
            text -> text.startsWith("spiffe://") && text.indexOf('/', "spiffe://".length()) > "spiffe://".length()),
    LOCALITY(
            "[^/*]+(/[^/*]+)?",
            "region or region/zone",
            text -> !text.isEmpty()
                    && text.indexOf('*') < 0
                    && text.split("/", -1).length <= 2
                    && !text.startsWith("/")
                    && !text.endsWith("/")),
    LABEL_KEY(
            "([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?",
            "a Kubernetes label name",
            Format::isLabelKey),
    NAMESPACE_OR_ALL(
            "\\*|[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
            "* or a namespace",
            text -> text.equals("*") || Hostnames.isLabel(text)),
    CLUSTER_OR_ALL(
            "\\*|[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?",
            "* or a cluster",
            text -> text.equals("*") || Hostnames.isHost(text) || Hostnames.isLabel(text));

    private final String pattern;
    private final String words;
    private final Predicate<String> check;

    Format(String pattern, String words, Predicate<String> check) {
        this.pattern = pattern;
        this.words = words;
        this.check = check;
    }

    private static boolean isLabelKey(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0 && !Hostnames.isHost(text.substring(0, slash))) {
            return false;
        }
        String name = text.substring(slash + 1);
        return !name.isEmpty()
                && name.length() <= 63
                && name.chars()
                        .allMatch(c -> c == '-' || c == '_' || c == '.' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    boolean fits(String text) {
        return check.test(text);
    }

    /** An ECMA 262 pattern for the whole string, empty when anything fits; not stricter than {@link #fits}. */
    String pattern() {
        return pattern.isEmpty() ? "" : "^(" + pattern + ")$";
    }

    /** The most characters that fit, where the pattern does not say so, or 0. */
    int longest() {
        return this == HOST ? Hostnames.MAX_HOST : 0;
    }

    String words() {
        return words;
    }
}
