package io.coddiwomple.app.run;

import io.coddiwomple.model.KubeConfig;
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
