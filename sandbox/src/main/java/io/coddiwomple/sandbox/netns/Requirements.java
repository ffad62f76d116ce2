package io.coddiwomple.sandbox.netns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What network namespaces need of this machine. */
final class Requirements {
    /** Linux, include/uapi/linux/capability.h. */
    private static final Map<String, Integer> RIGHTS =
            Map.of("CAP_NET_ADMIN", 12, "CAP_SYS_ADMIN", 21, "CAP_SETGID", 6, "CAP_NET_RAW", 13);

    private static final Map<String, String> TOOLS =
            Map.of("ip", "iproute2", "iptables-restore", "iptables", "setpriv", "util-linux");

    private Requirements() {}

    /** One rule for each thing that the kernel must be able to do. */
    private static Map<String, String> features(Capture capture) {
        var rules = new LinkedHashMap<String, String>();
        rules.put("xt_REDIRECT", "*nat\n-A OUTPUT -p tcp -j REDIRECT --to-ports 15001\nCOMMIT\n");
        rules.put(capture.module(), "*filter\n-A OUTPUT -p tcp " + capture.match() + " -j RETURN\nCOMMIT\n");
        rules.put("xt_nat", "*nat\n-A PREROUTING -p tcp -j DNAT --to-destination 100.64.1.2:80\nCOMMIT\n");
        rules.put("xt_MASQUERADE", "*nat\n-A POSTROUTING -s 100.64.1.2 -j MASQUERADE\nCOMMIT\n");
        rules.put(
                "xt_statistic", "*filter\n-A FORWARD -m statistic --mode random --probability 0.5 -j ACCEPT\nCOMMIT\n");
        rules.put("xt_conntrack", "*filter\n-A FORWARD -m conntrack --ctstate DNAT -j ACCEPT\nCOMMIT\n");
        rules.put("ipt_REJECT", "*filter\n-A FORWARD -p tcp -j REJECT --reject-with tcp-reset\nCOMMIT\n");
        return rules;
    }

    /**
     * Checks them all.
     *
     * @param scratch the name of a namespace to try the kernel in
     * @throws MissingRequirements with everything that is missing; what the kernel can do shows only with rights and tools
     */
    static void check(String scratch, Capture capture, SocketThread sockets) throws IOException {
        List<String> missing = new ArrayList<>();
        if (!isLinux()) {
            missing.add("they are a thing of Linux, and this is " + System.getProperty("os.name"));
        } else {
            rights(held()).ifPresent(missing::add);
            tools(tool -> Tool.find(tool).isPresent()).ifPresent(missing::add);
            if (missing.isEmpty()) {
                missing.addAll(kernel(scratch, capture, sockets));
            }
        }
        if (!missing.isEmpty()) {
            throw new MissingRequirements(missing);
        }
    }

    static boolean isLinux() {
        return System.getProperty("os.name").equals("Linux");
    }

    /** The capabilities that this process has. */
    static long held() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .findFirst()
                .orElse(0);
    }

    /** @param held the set of capabilities that this process has */
    static Optional<String> rights(long held) {
        var lacking = new TreeSet<String>();
        RIGHTS.forEach((name, bit) -> {
            if ((held >>> bit & 1) == 0) {
                lacking.add(name);
            }
        });
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of("this process lacks " + String.join(", ", lacking) + " (run it as root, or with sudo)");
    }

    static Optional<String> tools(Predicate<String> installed) {
        return tools(TOOLS, installed);
    }

    /** @param packages the package of Debian that each tool is in */
    static Optional<String> tools(Map<String, String> packages, Predicate<String> installed) {
        var lacking = new ArrayList<String>();
        var places = new TreeSet<String>();
        packages.keySet().stream()
                .sorted()
                .filter(tool -> !installed.test(tool))
                .forEach(tool -> {
                    lacking.add(tool);
                    places.add(packages.getOrDefault(tool, tool));
                });
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of("not installed: " + String.join(", ", lacking) + " (on Debian: apt install "
                        + String.join(" ", places) + ")");
    }

    private static List<String> kernel(String scratch, Capture capture, SocketThread sockets) {
        var trial = NetNamespace.of(scratch, sockets);
        try (trial) {
            trial.create();
            trial.ip(List.of("link add one type veth peer name two"));
            trial.inside(() -> scratch);
            Tool.run(trial.wrap(List.of("true")), "");
            Map<String, String> features = features(capture);
            if (accepts(trial, String.join("", features.values()))) {
                return List.of();
            }
            var lacking = new ArrayList<String>();
            features.forEach((module, rules) -> {
                if (!accepts(trial, rules)) {
                    lacking.add(module);
                }
            });
            return List.of("iptables cannot use these parts of the kernel: " + String.join(", ", lacking)
                    + " (load them with modprobe, or use a kernel that has them)");
        } catch (IOException failed) {
            return List.of("making a namespace with a link failed: " + failed.getMessage()
                    + " (a container needs to be privileged)");
        }
    }

    private static boolean accepts(NetNamespace trial, String rules) {
        try {
            trial.iptables(rules);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
