package io.coddiwomple.sandbox.netns;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A user namespace (user_namespaces(7)), in which an ordinary user is root over network namespaces, mounts and nothing
 * else. Only a process of one thread can go into one, which no JVM is: so this process becomes {@code unshare}, and that
 * becomes the program to run inside. It stays the same process, with the same number, terminal and parent; and as no
 * process numbers of its own belong to the namespace, all of its processes are seen from outside as any other.
 */
public final class UserNamespace {
    private static final Map<String, String> TOOLS = Map.of(
            "ip", "iproute2",
            "iptables-restore", "iptables",
            "nsenter", "util-linux",
            "setpriv", "util-linux",
            "unshare", "util-linux");

    /** Changes of the machine's mounts are still seen inside, and never the other way round. */
    static final List<String> UNSHARE =
            List.of("unshare", "--user", "--map-root-user", "--net", "--mount", "--propagation", "slave", "--");

    /** Settings of the kernel that keep ordinary users from it, and the values that do not. */
    private static final Map<String, String> SETTINGS = settings();

    private static final MethodHandle EXECV =
            CLibrary.function("execv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

    private UserNamespace() {}

    private static Map<String, String> settings() {
        var good = new LinkedHashMap<String, String>();
        good.put("user.max_user_namespaces", "15000");
        // Of Debian's kernels, and of Ubuntu's since 23.10.
        good.put("kernel.unprivileged_userns_clone", "1");
        good.put("kernel.apparmor_restrict_unprivileged_userns", "0");
        return good;
    }

    /** Whether this process has not the rights that network namespaces need, on a system where one would give them. */
    public static boolean isNeeded() throws IOException {
        return Requirements.isLinux()
                && Requirements.rights(Requirements.held()).isPresent();
    }

    /**
     * Tries to make one, which changes nothing.
     *
     * @throws MissingRequirements with everything that is missing
     */
    public static void check() throws IOException {
        List<String> missing = new ArrayList<>();
        Requirements.tools(TOOLS, tool -> Tool.find(tool).isPresent()).ifPresent(missing::add);
        if (Tool.find("unshare").isPresent() && Tool.find("ip").isPresent()) {
            refusal().ifPresent(missing::add);
        }
        if (!missing.isEmpty()) {
            throw new MissingRequirements(missing);
        }
    }

    private static Optional<String> refusal() {
        var words = new ArrayList<>(UNSHARE);
        // Where AppArmor restricts them, there is a namespace, and no rights in it.
        words.addAll(List.of(Tool.path("ip"), "link", "set", "lo", "up"));
        try {
            Tool.run(words, "");
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(refusal(String.valueOf(refused.getMessage()), UserNamespace::read));
        }
    }

    /**
     * Says why there is no user namespace to be had.
     *
     * @param trial what became of the trial
     * @param value of a setting of the kernel; empty text when it does not have it
     */
    static String refusal(String trial, Function<String, String> value) {
        var why = new ArrayList<String>();
        var cure = new ArrayList<String>();
        SETTINGS.forEach((setting, good) -> {
            String now = value.apply(setting);
            if (!now.isEmpty() && now.equals("0") != good.equals("0")) {
                why.add(setting + " is " + now);
                cure.add(setting + "=" + good);
            }
        });
        return "this user may not make a user namespace, which would take the place of root: "
                + (why.isEmpty() ? trial : String.join(", ", why)) + " ("
                + (cure.isEmpty() ? "" : "sudo sysctl " + String.join(" ", cure) + ", or ")
                + "run it as root, or with sudo)";
    }

    private static String read(String setting) {
        try {
            // With one large read: the kernel gives nothing of such a number from any other place than its beginning.
            return Files.readAllLines(Path.of("/proc/sys", setting.replace('.', '/')))
                    .getFirst()
                    .strip();
        } catch (IOException none) {
            return "";
        }
    }

    /**
     * Becomes a program inside a new one, as its root, in a network and with mounts of its own; files and processes of the
     * user outside are its own there. Nothing of this process is ended in order: it must not have begun anything.
     *
     * @param program the absolute path of a program, and its arguments
     * @return never
     * @throws IOException when that failed, and then nothing has changed
     */
    public static IOException enter(List<String> program) throws IOException {
        var words = new ArrayList<>(UNSHARE);
        words.set(0, Tool.path("unshare"));
        words.addAll(program);
        CLibrary.call("becoming " + words.getFirst(), (arena, state) -> {
            MemorySegment vector = arena.allocate(ADDRESS, words.size() + 1L);
            for (int i = 0; i < words.size(); i++) {
                vector.setAtIndex(ADDRESS, i, arena.allocateFrom(words.get(i)));
            }
            return (int) EXECV.invokeExact(state, vector.getAtIndex(ADDRESS, 0), vector);
        });
        return new IOException(words.getFirst() + " was not started");
    }
}
