package io.coddiwomple.it.mesh;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Moves the calling thread into another network namespace, {@code setns(2)}. Every socket that the thread then opens
 * belongs to that namespace for good, whichever thread uses it later: so calls and servers inside namespaces need no
 * process of their own.
 */
final class NamespaceSwitch {
    private static final int READ_ONLY = 0;
    private static final int NETWORK = 0x40000000;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final MethodHandle OPEN = function(
            "open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle SETNS =
            function("setns", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private NamespaceSwitch() {}

    /**
     * For good: a thread that came here cannot serve another namespace by accident.
     *
     * @throws IOException when the namespace does not exist or this process may not enter it
     */
    static void enter(Path namespace) throws IOException {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a virtual thread has no namespace of its own");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            int file = (int) OPEN.invokeExact(state, arena.allocateFrom(namespace.toString()), READ_ONLY);
            check(file, state, "open " + namespace);
            int entered = (int) SETNS.invokeExact(state, file, NETWORK);
            check(entered, state, "setns " + namespace);
            check((int) CLOSE.invokeExact(state, file), state, "close " + namespace);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("calling the C library failed", e);
        }
    }

    private static void check(int result, MemorySegment state, String what) throws IOException {
        if (result < 0) {
            int errno = state.get(
                    ValueLayout.JAVA_INT, CALL_STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
            throw new IOException(what + " failed with errno " + errno);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, all);
    }
}
