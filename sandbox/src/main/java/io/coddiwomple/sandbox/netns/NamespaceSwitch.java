package io.coddiwomple.sandbox.netns;

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
 * Moves the calling thread between network namespaces, {@code setns(2)}. Every socket that the thread then opens belongs
 * to that namespace for good, whichever thread uses it later: so calls and servers inside namespaces need no process of
 * their own.
 */
final class NamespaceSwitch {
    private static final int READ_ONLY = 0;
    /** {@code O_CLOEXEC} of Linux: programs that this process starts must not keep namespaces alive. */
    private static final int CLOSE_ON_EXEC = 0x80000;

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
     * A file descriptor of a namespace, which keeps it alive until {@link #close}.
     *
     * @throws IOException when there is no such file
     */
    static int open(Path namespace) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            MemorySegment path = arena.allocateFrom(namespace.toString());
            return check((int) OPEN.invokeExact(state, path, READ_ONLY | CLOSE_ON_EXEC), state, "open " + namespace);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
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
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            check((int) SETNS.invokeExact(state, namespace, NETWORK), state, "setns");
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static void close(int namespace) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            check((int) CLOSE.invokeExact(state, namespace), state, "close");
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static IllegalStateException unexpected(Throwable cause) {
        return new IllegalStateException("calling the C library failed", cause);
    }

    private static int check(int result, MemorySegment state, String what) throws IOException {
        if (result < 0) {
            int errno = state.get(
                    ValueLayout.JAVA_INT, CALL_STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
            throw new IOException(what + " failed with errno " + errno);
        }
        return result;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, all);
    }
}
