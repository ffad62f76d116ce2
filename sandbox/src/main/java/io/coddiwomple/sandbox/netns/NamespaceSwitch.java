package io.coddiwomple.sandbox.netns;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Moves the calling thread between network namespaces, {@code setns(2)}. Every socket that the thread then opens belongs
 * to that namespace for good, whichever thread uses it later: so calls and servers inside namespaces need no process of
 * their own.
 */
final class NamespaceSwitch {
    private static final int READ_ONLY = 0;
    /** {@code O_CLOEXEC} of Linux: programs that this process starts must not keep namespaces alive. */
    private static final int CLOSE_ON_EXEC = 0x80000;

    private static final int NETWORK = 0x40000000;
    private static final MethodHandle OPEN = CLibrary.function(
            "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SETNS =
            CLibrary.function("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = CLibrary.function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private NamespaceSwitch() {}

    /**
     * A file descriptor of a namespace, which keeps it alive until {@link #close}.
     *
     * @throws IOException when there is no such file
     */
    static int open(Path namespace) throws IOException {
        return CLibrary.call("open " + namespace, (arena, state) ->
                (int) OPEN.invokeExact(state, arena.allocateFrom(namespace.toString()), READ_ONLY | CLOSE_ON_EXEC));
    }

    /**
     * From now on the calling thread is in there, and so is every thread that it starts.
     *
     * @throws IOException when this process may not enter it
     */
    static void enter(int namespace) throws IOException {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread has no namespace of its own");
        }
        CLibrary.call("setns", (arena, state) -> (int) SETNS.invokeExact(state, namespace, NETWORK));
    }

    static void close(int namespace) throws IOException {
        CLibrary.call("close", (arena, state) -> (int) CLOSE.invokeExact(state, namespace));
    }
}
