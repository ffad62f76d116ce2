package io.coddiwomple.it.mesh;

/** A server program in a pod; it can crash and come back while the pod's sidecar lives on. */
interface App {
    void start();

    /** Closes its port and its connections: from now on connecting to it is refused. */
    void crash();
}
