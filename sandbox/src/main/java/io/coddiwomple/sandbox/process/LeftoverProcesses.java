package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.time.Duration;

/** Processes of a run that was killed. */
final class LeftoverProcesses implements Leftovers {
    static final String KIND = "process";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(5);

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String counted(int number) {
        return number == 1 ? "1 process" : number + " processes";
    }

    @Override
    public boolean remove(String name) throws IOException {
        ProcessIdentity process = ProcessIdentity.parse(name);
        if (process == null) {
            throw new IOException("\"" + name + "\" does not name a process");
        }
        if (!process.kill()) {
            return false;
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("process " + process.pid() + " does not end");
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while process " + process.pid() + " ended", hurried);
            }
        }
        return true;
    }
}
