package io.coddiwomple.sandbox;

/** Somebody named a cluster, workload or host that is not there. The message says which, and what is. */
public final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    public Unknown(String message) {
        super(message);
    }
}
