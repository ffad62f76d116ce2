package io.coddiwomple.sandbox.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Starts processes that do not outlive this one, even when it is killed: the kernel kills them with the thread that
 * started them (prctl(2), PR_SET_PDEATHSIG), so that this is one thread of the system which stays until the end. Where
 * {@code setpriv} is not there to ask for that, they are recorded only. Any thread may call the methods.
 */
final class Starter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final RunFolder folder;
    private final String programFolders;
    private final List<String> leash;
    private final ExecutorService executor;
    private volatile @Nullable Thread thread;

    private Starter(RunFolder folder, String programFolders, List<String> leash) {
        this.folder = folder;
        this.programFolders = programFolders;
        this.leash = leash;
        this.executor = Executors.newSingleThreadExecutor(this::thread);
    }

    private Thread thread(Runnable body) {
        Thread made = Thread.ofPlatform().name("cw-process-starter").daemon().unstarted(body);
        thread = made;
        return made;
    }

    static Starter open(RunFolder folder, Surroundings surroundings) throws InterruptedException {
        return new Starter(folder, surroundings.variable("PATH"), leash(surroundings));
    }

    private static List<String> leash(Surroundings surroundings) throws InterruptedException {
        var leash = new ArrayList<String>();
        // Ctrl-C goes to all of a terminal's processes, and the proxies are for this one to end.
        List<String> own = words(surroundings, "setsid");
        if (works(own)) {
            leash.addAll(own);
        }
        List<String> death = words(surroundings, "setpriv", "--pdeathsig", "KILL", "--");
        if (works(death)) {
            leash.addAll(death);
        }
        return List.copyOf(leash);
    }

    /** A program of {@code PATH} with options, or nothing when there is none. */
    private static List<String> words(Surroundings surroundings, String program, String... options) {
        Path place = surroundings.program(program);
        if (place == null) {
            return List.of();
        }
        var words = new ArrayList<String>(List.of(place.toString()));
        words.addAll(List.of(options));
        return words;
    }

    /** Whether there is the program, and knows the options, which BusyBox' may not. */
    private static boolean works(List<String> words) throws InterruptedException {
        if (words.isEmpty()) {
            return false;
        }
        var probe = new ArrayList<>(words);
        probe.add("true");
        try {
            return ShortRun.of(probe, PATIENCE).code() == 0;
        } catch (IOException unusable) {
            return false;
        }
    }

    /**
     * Starts a process and records it.
     *
     * @param words the program and its arguments
     * @param wrap what the words are run by; the program has to become the very process that is started, as with
     *     {@code exec}
     * @param log what the process says is appended to
     */
    Started start(List<String> words, UnaryOperator<List<String>> wrap, Path workingFolder, Path log)
            throws IOException, InterruptedException {
        var leashed = new ArrayList<>(leash);
        leashed.addAll(words);
        List<String> all = wrap.apply(List.copyOf(leashed));
        try {
            return executor.submit(() -> launch(all, workingFolder, log)).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw new IllegalStateException("a process could not be started", e.getCause());
        }
    }

    private Started launch(List<String> words, Path workingFolder, Path log) throws IOException {
        var builder = new ProcessBuilder(words)
                .directory(workingFolder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Nothing of the user's session is a proxy's business.
        builder.environment().clear();
        builder.environment().put("PATH", programFolders);
        Process process = builder.start();
        try {
            ProcessIdentity identity = ProcessIdentity.of(process.pid());
            if (identity != null) {
                folder.record(LeftoverProcesses.KIND, identity.toString());
            }
            return new Started(process, identity == null ? "" : identity.toString());
        } catch (IOException | RuntimeException | Error unrecorded) {
            process.destroyForcibly();
            throw unrecorded;
        }
    }

    /** Forgets a process that has ended. */
    void forget(Started started) throws IOException {
        if (!started.record.isEmpty()) {
            folder.forget(LeftoverProcesses.KIND, started.record);
        }
    }

    /**
     * A process.
     *
     * @param record what it is recorded as, empty when it had ended before
     */
    record Started(Process process, String record) {}

    /** Ends the thread, and with it every process that still runs on the leash. Returns when the thread has ended. */
    @Override
    public void close() {
        executor.shutdownNow();
        Thread made = thread;
        if (made != null) {
            try {
                made.join();
            } catch (InterruptedException hurried) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
