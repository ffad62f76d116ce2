package io.coddiwomple.it.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A program that runs inside a namespace until it is stopped, its output kept in a file. */
final class Daemon implements AutoCloseable {
    private static final int LAST_LINES = 40;

    private final String name;
    private final Path log;
    private final Process process;

    private Daemon(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * @param folder its working folder, and where {@code <name>.log} goes
     * @param environment all that it sees besides PATH
     */
    static Daemon start(
            String name, NetNamespace namespace, Path folder, Map<String, String> environment, List<String> words) {
        Path log = folder.resolve(name + ".log");
        var builder = new ProcessBuilder(namespace.wrap(words))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> own = new HashMap<>(environment);
        own.put("PATH", builder.environment().getOrDefault("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"));
        own.put("HOME", folder.toString());
        builder.environment().clear();
        builder.environment().putAll(own);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return new Daemon(name, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean running() {
        return process.isAlive();
    }

    /** Waits for the condition; a program that ended meanwhile, or took too long, is an error with its last words. */
    void await(String what, Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        name + " ended with " + process.exitValue() + " before " + what + ":\n" + lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(name + ": no " + what + " within " + limit + ":\n" + lastWords());
            }
            pause();
        }
    }

    /** Its end is what the wait waits for, so a program that dies is noticed at once. */
    private void pause() {
        try {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    String lastWords() {
        List<String> lines = WorkFolder.read(log).lines().toList();
        return log + "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    String log() {
        return WorkFolder.read(log);
    }

    /** Kills it and what it started, as a node that loses power would. */
    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
    }
}
