package io.coddiwomple.problem;

import static io.coddiwomple.problem.Severity.ERROR;
import static io.coddiwomple.problem.Severity.NOTE;
import static io.coddiwomple.problem.Severity.WARNING;

import java.util.Optional;

/**
 * Every kind of problem. The long text of each stands in {@code catalogue.md} beside this class.
 *
 * <p>1xxx: reading and syntax. 2xxx: what the input says. 3xxx: what the plan found. 4xxx: addresses.
 * 6xxx: certificates. 7xxx: installation. 8xxx: the sandbox.
 */
public enum Code {
    UNREADABLE(1001, ERROR),
    EMPTY_INPUT(1002, ERROR),
    NOT_UTF8(1003, ERROR),
    SYNTAX(1004, ERROR),
    DUPLICATE_KEY(1005, ERROR),
    LIMIT_EXCEEDED(1006, ERROR),

    UNKNOWN_FIELD(2001, ERROR),
    UNKNOWN_FIELD_IGNORED(2002, WARNING),
    WRONG_TYPE(2003, ERROR),
    MISSING_FIELD(2004, ERROR),
    BAD_VALUE(2005, ERROR),
    UNKNOWN_KIND(2006, ERROR),
    DUPLICATE_NAME(2010, ERROR),
    DUPLICATE_HOST(2011, ERROR),
    DUPLICATE_PORT(2012, ERROR),
    DUPLICATE_BACKEND(2013, ERROR),
    UNKNOWN_CLUSTER(2014, ERROR),
    UNKNOWN_PORT(2015, ERROR),
    BAD_HOST(2016, ERROR),
    BAD_PORT_NUMBER(2017, ERROR),
    UDP(2018, ERROR),
    BAD_BACKEND_NAME(2019, ERROR),
    NO_GATEWAY(2020, ERROR),
    NO_CLUSTERS(2021, ERROR),
    UNKNOWN_VERSION(2022, ERROR),
    REAL_DOMAIN_SUFFIX(2023, WARNING),
    OVERRIDDEN_INPUT(2024, NOTE),
    AMBIENT(2025, ERROR),
    NOTHING_EXPORTED(2026, WARNING),
    BAD_ADDRESS(2027, ERROR),
    PIN_OUTSIDE_POOL(2028, WARNING),
    EXPORT_CONFLICT(2029, WARNING),
    NOT_EXPORTED(2030, WARNING),
    PORT_LEFT_OUT(2031, WARNING),
    PROTOCOL_ASSUMED(2032, NOTE),
    DIFFERENT_COPIES(2033, WARNING),
    ENTRY_NOT_ANSWERED(2034, NOTE),
    NOTHING_ANSWERED(2035, WARNING),

    /** The shapes of a service's backends do not go together. */
    MIXED_SHAPES(3001, ERROR),
    SHAPE_NEEDS_VERSION(3002, ERROR),
    BACKENDS_DISAGREE(3003, ERROR),
    TRANSIT_LOOP(3004, ERROR),
    VERSION_CANNOT(3006, ERROR),
    VERSION_DEGRADES(3007, NOTE),
    TOO_MANY_RANKS(3008, ERROR),
    UNKNOWN_REGION(3009, WARNING),
    WEIGHT_ZERO(3010, WARNING),
    WEIGHTS_AND_ORDER(3011, ERROR),
    SUBSETS_NEED_SHAPE(3012, ERROR),
    SUBSET_STAYS_LOCAL(3013, NOTE),
    REWRITE_HOST_IMPOSSIBLE(3014, ERROR),
    PLAIN_TEXT(3015, WARNING),
    TRUST_DOMAIN_ALIAS(3016, WARNING),
    IDENTITIES_MISSING(3017, ERROR),
    EGRESS_BYPASSED(3019, WARNING),
    SNI_CONFLICT(3020, ERROR),
    LISTENER_CONFLICT(3021, ERROR),
    LIMIT_OF_ISTIO(3022, ERROR),
    VISIBILITY_COST(3023, WARNING),
    FAILOVER_PRIORITY_ON_DNS(3024, WARNING),
    WIDE_GATEWAY(3025, WARNING),
    CLASHING_GATEWAY(3029, ERROR),
    COMPETING_POLICY(3026, WARNING),
    HIDING_SIDECAR(3027, WARNING),
    ALIAS_CHOSEN(3028, NOTE),
    STAYS_AT_HOME(3030, NOTE),
    IDENTITIES_UNCHECKED(3031, ERROR),
    NAME_TAKEN(3032, ERROR),

    BAD_LEDGER(4001, ERROR),
    ADDRESS_COLLISION(4002, WARNING),
    POOL_EXHAUSTED(4003, ERROR),

    NO_AUTHORITY(6001, ERROR),
    FOREIGN_FILES(6002, ERROR),
    FOLDER_OPEN(6003, ERROR),
    KEY_OPEN(6004, ERROR),
    ROOT_EXISTS(6005, ERROR),
    BAD_PASSPHRASE(6006, ERROR),
    BAD_CERTIFICATE(6007, ERROR),
    KEY_MISMATCH(6008, ERROR),
    CHAIN_BROKEN(6009, ERROR),
    CERTIFICATE_EXPIRED(6010, ERROR),
    CLOCK(6011, ERROR),
    RENEWAL_DUE(6012, WARNING),
    LIFETIME_CUT(6013, WARNING),
    NOT_ISSUED(6014, ERROR),
    ROTATION_UNDER_WAY(6015, ERROR),
    NO_CERTIFICATES(6016, ERROR),
    ROOT_REPLACED(6017, WARNING),
    NAME_DIFFERS(6018, WARNING),
    KEY_SHARED(6019, ERROR),
    NO_ROTATION(6020, ERROR),
    PASSPHRASE_OPEN(6021, WARNING),

    EGRESS_VIEWS_DIFFER(7001, ERROR),

    NOT_TRANSLATED(8001, ERROR);

    private final int number;
    private final Severity severity;

    Code(int number, Severity severity) {
        this.number = number;
        this.severity = severity;
    }

    /** {@code CW2014}. */
    public String id() {
        return "CW" + number;
    }

    public Severity severity() {
        return severity;
    }

    /** Whether a part of the input could not be understood at all, so that what seems to be missing may be there. */
    public boolean hidesInput() {
        return this == UNKNOWN_KIND || number / 1000 == 1;
    }

    /** Finds a code by {@code CW2014} or {@code 2014}, in any case. */
    public static Optional<Code> find(String id) {
        String digits = id.regionMatches(true, 0, "CW", 0, 2) ? id.substring(2) : id;
        for (Code code : values()) {
            if (Integer.toString(code.number).equals(digits)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
