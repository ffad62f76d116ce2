package io.coddiwomple.app.demo;

import io.coddiwomple.app.run.Report;
import io.coddiwomple.app.run.Runner;
import io.coddiwomple.app.run.Termination;
import io.coddiwomple.sandbox.netns.MissingRequirements;
import io.coddiwomple.sandbox.netns.UserNamespace;
import io.coddiwomple.sandbox.process.EnvoyBinary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Runs a demo that needs the rights of root, also without them: then this process starts once more from its beginning,
 * in a user namespace that has them, before it has read or made anything.
 */
public final class Unprivileged implements Runner {
    /** By this the process that starts once more knows that it does, and whose it is. */
    private static final String USER = "cw.user";

    private static final Path SELF = Path.of("/proc/self");

    private final Runner demo;
    private final Machine machine;

    /** @param machine what {@code demo} uses */
    public Unprivileged(Runner demo, Machine machine) {
        this.demo = demo;
        this.machine = machine;
    }

    /** The user's number outside, when this process is the one that was started once more. */
    public static OptionalLong user() {
        Long number = Long.getLong(USER);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    @Override
    public int run(Report report) throws IOException {
        boolean hasRights = !machine.namespaces() || machine.user().isPresent() || !UserNamespace.isNeeded();
        return hasRights ? demo.run(report) : runInside(report);
    }

    private int runInside(Report report) {
        try (Termination termination = Termination.ofThisThread()) {
            termination.endsWith(FAILED);
            UserNamespace.check();
            // Inside there is no network to fetch it from.
            EnvoyBinary.find(machine.envoy(), machine.surroundings(), report::progress);
        } catch (MissingRequirements missing) {
            report.error(String.valueOf(missing.getMessage()));
            return INVALID;
        } catch (IOException machineRefuses) {
            report.error(String.valueOf(machineRefuses.getMessage()));
            return FAILED;
        } catch (InterruptedException told) {
            return FAILED;
        }
        try {
            throw UserNamespace.enter(thisProgram());
        } catch (IOException failed) {
            report.error(String.valueOf(failed.getMessage()));
            return FAILED;
        }
    }

    /** The command line of this process, and what its successor would take for something else. */
    private List<String> thisProgram() throws IOException {
        var words = new ArrayList<String>();
        words.add(Files.readSymbolicLink(SELF.resolve("exe")).toString());
        words.add("-D" + USER + "=" + Files.getAttribute(SELF, "unix:uid"));
        // It is root there, and has the home of this user.
        words.add("-Duser.home=" + machine.home());
        String line = new String(Files.readAllBytes(SELF.resolve("cmdline")), StandardCharsets.UTF_8);
        List<String> now = List.of(line.substring(0, line.lastIndexOf('\0')).split("\0", -1));
        words.addAll(now.subList(1, now.size()));
        return words;
    }
}
