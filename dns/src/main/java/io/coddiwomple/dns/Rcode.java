package io.coddiwomple.dns;

/** What became of a question (RFC 1035 section 4.1.1, RFC 6891 section 9). */
enum Rcode {
    NOERROR(0),
    FORMERR(1),
    NXDOMAIN(3),
    NOTIMP(4),
    REFUSED(5),
    BADVERS(16);

    private final int number;

    Rcode(int number) {
        this.number = number;
    }

    /** 0 to 16: the low four bits stand in the header, the others in the OPT record. */
    int number() {
        return number;
    }
}
