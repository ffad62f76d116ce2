package io.coddiwomple.sandbox.netns;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Functions of the C library that say with a negative result that they failed, and in errno why. */
final class CLibrary {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout CALL_STATE = Linker.Option.captureStateLayout();

    private CLibrary() {}

    /** Calls a function with what lives as long as the call: its arguments' memory, and where errno goes. */
    @FunctionalInterface
    interface Call {
        int call(Arena arena, MemorySegment state) throws Throwable;
    }

    /** A function whose first argument is the {@code state} of a {@link Call}. */
    @SuppressWarnings("restricted")
    static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker.Option[] all = new Linker.Option[options.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, all);
    }

    /**
     * Calls a function.
     *
     * @param what is being done, for the message
     * @return its result, which is not negative
     * @throws IOException when it is, with the error's number
     */
    static int call(String what, Call call) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            int result = call.call(arena, state);
            if (result < 0) {
                int errno = state.get(
                        ValueLayout.JAVA_INT, CALL_STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno")));
                throw new IOException(what + " failed with errno " + errno);
            }
            return result;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("calling the C library failed", e);
        }
    }
}
