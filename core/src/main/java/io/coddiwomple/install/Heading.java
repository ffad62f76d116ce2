package io.coddiwomple.install;

import io.coddiwomple.model.IstioVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first lines of a file: what it is, what takes it, and what must be there before. */
final class Heading {
    /** The root namespace that every installer uses unless told otherwise. */
    static final String USUAL_NAMESPACE = "istio-system";

    private Heading() {}

    /**
     * Commands of a shell, and when to run them.
     *
     * @param when what introduces them, with a colon at its end
     */
    record Command(String when, List<String> commands) {
        Command(String when, String command) {
            this(when, List.of(command));
        }

        /** As lines of a heading: indented ones stay whole, to be copied. */
        List<String> lines() {
            var lines = new ArrayList<String>();
            lines.add(when);
            commands.forEach(command -> lines.add(InstallFile.WHOLE + command));
            return lines;
        }
    }

    /** What prints the files of another installer. */
    static Command instead(String when, Needs needs, Installer installer) {
        return new Command(
                when,
                "cw install " + needs.cluster().name() + " " + needs.input() + " --installer " + installer.word());
    }

    /** The name of a cluster's file. */
    static String name(Needs needs, String what) {
        return needs.cluster().name() + "." + what + ".yaml";
    }

    /**
     * The option by which Helm takes the cluster's version: a minor alone means its last patch. Quoted, for zsh takes
     * what a tilde begins for a user's home.
     */
    static String chartVersion(Needs needs) {
        IstioVersion version = needs.version();
        return "--version " + (version.patch() == IstioVersion.LAST_PATCH ? "'~" + version + ".0'" : version);
    }

    /**
     * The lines of a file that installs the control plane.
     *
     * @param install what installs from it
     * @param instead what other files do the same, or null for none
     */
    static List<String> mesh(Needs needs, String name, Command install, @Nullable Command instead) {
        var lines = new ArrayList<String>();
        lines.add(name + ": what Istio " + needs.version() + " in cluster "
                + needs.cluster().name() + " must be installed with for federation "
                + needs.federation().name() + ".");
        lines.addAll(root(needs).lines());
        lines.addAll(install.lines());
        if (instead != null) {
            lines.addAll(instead.lines());
        }
        lines.add("No network is named: every mesh here is one of its own, and the gateways of others are dialled as"
                + " they are.");
        return lines;
    }

    /** The Secret that must be there first; it knows the namespace only if that was told when it was issued. */
    private static Command root(Needs needs) {
        String namespace = needs.cluster().istioNamespace();
        return new Command(
                "First comes Secret cacerts in namespace " + namespace
                        + ", with an intermediate under the root that all"
                        + " clusters share. A control plane that starts without it makes a root of its own, without a"
                        + " word, and no call between clusters passes:",
                List.of(
                        "kubectl create namespace " + namespace,
                        "cw ca secret " + needs.cluster().name()
                                + (namespace.equals(USUAL_NAMESPACE) ? "" : " --namespace " + namespace)
                                + " | kubectl apply --server-side --force-conflicts -f -"));
    }
}
