package io.coddiwomple.it.mesh;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where the real programs are, and whether they can run here. */
public final class Peers {
    private static final List<String> BUILT =
            List.of("pilot-discovery", "pilot-agent", "istioctl", "kube-apiserver", "etcd", "coredns", "envoy");
    private static final List<String> COPIED = List.of(
            "crd-all.gen.yaml",
            "envoy_bootstrap.json",
            "istiod-values.yaml",
            "gateway-values.yaml",
            "gateway-values.schema.json");
    private static final List<String> TOOLS = List.of("ip", "iptables-restore", "setpriv", "openssl", "dig");

    private Peers() {}

    /** A program that {@code it/peers/build} builds. */
    public static Path program(String name) {
        return cache().resolve("bin").resolve(name);
    }

    /** A file of Istio's own: its custom resource definitions, or the bootstrap template of its proxies. */
    static Path file(String name) {
        return cache().resolve("istio").resolve(name);
    }

    /** Skips the test where the programs cannot be run; fails it there when {@code -Dpeers.required=true}. */
    static void needPrograms() {
        stopUnless(missingPrograms());
    }

    /** The same, for tests that need some of them and tools of the system. */
    public static void need(List<String> programs, List<String> tools) {
        List<String> missing = new ArrayList<>();
        programs.stream().filter(name -> !Files.isExecutable(program(name))).forEach(missing::add);
        tools.stream().filter(tool -> !onPath(tool)).forEach(missing::add);
        stopUnless(missing.isEmpty() ? missing : List.of("there is no " + String.join(", ", missing)));
    }

    /** The same, for tests that start meshes. */
    static void needMeshes() {
        List<String> missing = new ArrayList<>(missingPrograms());
        missing.addAll(missingRights());
        stopUnless(missing);
    }

    private static void stopUnless(List<String> missing) {
        if (!missing.isEmpty()) {
            io.coddiwomple.envoy.Peers.stop("real peers cannot run here: " + String.join("; ", missing));
        }
    }

    private static List<String> missingPrograms() {
        List<String> absent = new ArrayList<>();
        BUILT.stream().filter(name -> !Files.isExecutable(program(name))).forEach(absent::add);
        COPIED.stream().filter(name -> !Files.isReadable(file(name))).forEach(absent::add);
        return absent.isEmpty()
                ? List.of()
                : List.of("no " + String.join(", ", absent) + " in " + cache()
                        + " (it/peers/build builds them, given Go and pip)");
    }

    private static List<String> missingRights() {
        List<String> missing = new ArrayList<>();
        if (!System.getProperty("os.name").equals("Linux")) {
            missing.add("network namespaces exist on Linux only");
            return missing;
        }
        if (!Command.of("id", "-u").output().strip().equals("0")) {
            missing.add("network namespaces need root");
        }
        List<String> tools = TOOLS.stream().filter(tool -> !onPath(tool)).toList();
        if (!tools.isEmpty()) {
            missing.add("not on PATH: " + String.join(", ", tools)
                    + " (Debian: iproute2, iptables, util-linux, openssl, dnsutils)");
        }
        return missing;
    }

    private static boolean onPath(String tool) {
        String path = System.getenv("PATH");
        return path != null
                && List.of(path.split(":")).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(tool)));
    }

    private static Path cache() {
        return io.coddiwomple.envoy.Peers.folder();
    }
}
