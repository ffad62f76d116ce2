package io.coddiwomple.app.run;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** What signals do to this process. */
final class Signals {
    /** Their numbers on Linux and elsewhere (signal(7)). */
    private static final int[] INT_AND_TERM = {2, 15};

    private Signals() {}

    /**
     * From now on SIGINT and SIGTERM end the process without more ado, as they do unless a program asks for something
     * else. The JVM has asked; while it ends it would pass over a second one.
     */
    @SuppressWarnings("restricted") // signal(2) is given no memory of ours.
    static void endAtOnce() {
        Linker linker = Linker.nativeLinker();
        MethodHandle signal = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("signal"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        try {
            for (int number : INT_AND_TERM) {
                // SIG_DFL is the null pointer.
                MemorySegment _ = (MemorySegment) signal.invokeExact(number, MemorySegment.NULL);
            }
        } catch (Throwable impossible) {
            throw new IllegalStateException("a function of the C library cannot be called", impossible);
        }
    }
}
