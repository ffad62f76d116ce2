package io.coddiwomple.install;

import io.coddiwomple.model.IstioVersion;
import java.util.ArrayList;
import java.util.List;

/** The first lines of a file: what it is, what takes it, and what must be there before. */
final class Heading {
    /** The root namespace that every installer uses unless told otherwise. */
    static final String USUAL_NAMESPACE = "istio-system";

    private Heading() {}

    /**
     * A command of a shell, and when to run it.
     *
     * @param when what introduces it, with a colon at its end
     */
    record Command(String when, String line) {
        /** As lines of a heading: indented ones stay whole, to be copied. */
        List<String> lines() {
            return List.of(when, InstallFile.WHOLE + line);
        }
    }

    /** The name of a cluster's file. */
    static String name(Needs needs, String what) {
        return needs.cluster().name() + "." + what + ".yaml";
    }

    /** The cluster's version as Helm takes it: a minor alone means its last patch. */
    static String chartVersion(Needs needs) {
        IstioVersion version = needs.version();
        return version.patch() == IstioVersion.LAST_PATCH ? "~" + version + ".0" : version.toString();
    }

    /**
     * The lines of a file that installs the control plane.
     *
     * @param install what to do before, and the command that installs from it
     * @param instead what other files do the same, empty for none
     */
    static List<String> mesh(Needs needs, String name, Command install, String instead) {
        var lines = new ArrayList<String>();
        String cluster = needs.cluster().name();
        lines.add(name + ": what Istio " + needs.version() + " in cluster " + cluster
                + " must be installed with for federation "
                + needs.federation().name() + ".");
        lines.addAll(install.lines());
        if (!instead.isEmpty()) {
            lines.add(instead);
        }
        lines.add("Before that: Secret cacerts in namespace " + needs.cluster().istioNamespace()
                + ", with an intermediate under the root that all clusters share (cw ca secret " + cluster
                + "). A control plane that starts without it makes a root of its own, without a word, and no call"
                + " between clusters passes.");
        lines.add("No network is named: every mesh here is one of its own, and the gateways of others are dialled as"
                + " they are.");
        return lines;
    }
}
