package io.coddiwomple.app.run;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.KubeConfig;
import io.coddiwomple.spec.Options;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commands for a shell, as users may run what is printed. */
public final class ShellText {
    private static final Pattern PLAIN = Pattern.compile("(~/)?[A-Za-z0-9._/@%+=:,-]+");

    private ShellText() {}

    /** A word that a POSIX shell takes for itself, whatever is in it. */
    public static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** The options that name this input to a command that gives no addresses; in any order the same text. */
    static String input(Sources sources, Options spec, Federation federation) {
        var words = new ArrayList<String>();
        if (sources.clusterFile() != null) {
            words.add("--cluster-file " + word(sources.clusterFile()));
        }
        if (sources.serviceFile() != null) {
            words.add("--service-file " + word(sources.serviceFile()));
        }
        sources.paths().stream().sorted().distinct().forEach(path -> words.add("-f " + word(path)));
        sources.objects().stream()
                .map(objects -> objects.cluster() + "=" + objects.path())
                .sorted()
                .distinct()
                .forEach(objects -> words.add("--from " + word(objects)));
        if (spec.defaultVersion() != null && federation.clusters().stream().anyMatch(Cluster::istioAssumed)) {
            words.add("--istio-version " + spec.defaultVersion());
        }
        return String.join(" ", words);
    }

    /** Prints the Secret of a cluster. */
    static String secret(String folder, String cluster) {
        return "cw ca secret " + cluster + " --dir " + word(folder);
    }

    /** What takes it to the cluster. On the server's side: kubectl's own way keeps a copy of the key in an annotation. */
    static String apply(String cluster, @Nullable KubeConfig config) {
        return " | " + kubectl(cluster, config) + " apply --server-side --force-conflicts -f -";
    }

    /** kubectl for a cluster: with what its Cluster resource says, or with a context of its name. */
    static String kubectl(String cluster, @Nullable KubeConfig config) {
        if (config == null) {
            return "kubectl --context " + word(cluster);
        }
        return "kubectl" + (config.path().isEmpty() ? "" : " --kubeconfig " + word(config.path()))
                + (config.context().isEmpty() ? "" : " --context " + word(config.context()));
    }
}
