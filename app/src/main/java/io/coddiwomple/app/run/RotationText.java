package io.coddiwomple.app.run;

import io.coddiwomple.ca.Root;
import io.coddiwomple.ca.Rotation;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.KubeConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps of replacing a root, with what to run in each cluster and how to see that it has arrived.
 *
 * <p>What istiod does with changed files, by release: from 1.18 it takes a new intermediate while it runs, when
 * {@code root-cert.pem} is the same (before that with AUTO_RELOAD_PLUGIN_CERTS=true, off by default). From 1.20 it takes
 * a changed {@code root-cert.pem} too, when it has ISTIO_MULTIROOT_MESH=true, off by default in all, and one bundle
 * holds the other (change notes of 1.18.0 and 1.20.0; pilot/pkg/bootstrap/istio_ca.go of 1.31, handleEvent). A restart
 * does it in every release. Proxies get the roots with their own certificates (security/pkg/server/ca/server.go of 1.31,
 * CreateCertificate), and with ISTIO_MULTIROOT_MESH at once, if they have PROXY_CONFIG_XDS_AGENT=true.
 */
final class RotationText {
    private static final String MULTIROOT =
            "not needed from Istio 1.20 on where istiod has ISTIO_MULTIROOT_MESH=true in its environment";
    private static final String LIFE = "as long as one lasts, a day unless istiod was told otherwise";

    private final String folder;
    private final @Nullable Federation federation;

    /** @param federation where clusters' kubeconfigs and namespaces stand, or null */
    RotationText(String folder, @Nullable Federation federation) {
        this.folder = folder;
        this.federation = federation;
    }

    /** All steps, and where the rotation stands. */
    String plan(Rotation rotation) {
        var text = new StringBuilder();
        text.append("root      ").append(until(rotation.root())).append('\n');
        Root next = rotation.next();
        text.append("new root  ")
                .append(next == null ? "none yet" : until(next))
                .append("\n\n");
        Rotation.Step following = rotation.nextStep();
        int number = 1;
        for (Rotation.Step step : rotation.steps()) {
            String state = step.done() ? "done " : step.equals(following) ? "next " : "later";
            text.append(number++)
                    .append(". ")
                    .append(state)
                    .append("  ")
                    .append(title(step))
                    .append('\n');
            if (!step.done()) {
                instructions(step, text);
            }
        }
        return text.append('\n')
                .append(rotation.isUnderWay() ? "The next step, in " : "The first step, in ")
                .append(folder)
                .append(" only: ")
                .append(command(rotation.isUnderWay() ? "--next" : "--start"))
                .append('\n')
                .toString();
    }

    /** What was done, and what to do before the next step. */
    String done(Rotation.Step step, Rotation after) {
        var text = new StringBuilder("done: ").append(title(step)).append('\n');
        instructions(step, text);
        if (after.isUnderWay()) {
            text.append("\nThen: ")
                    .append(title(after.nextStep()))
                    .append(", with ")
                    .append(command("--next"))
                    .append('\n');
        } else {
            text.append("\nThat was the last step: once it is applied, the root is replaced. The one before stays in ")
                    .append(folder)
                    .append("/roots; remove it when nothing of it is left.\n");
        }
        return text.toString();
    }

    private static String until(Root root) {
        return root.name() + ", until " + root.validity().to();
    }

    /** What was undone, and in which clusters. */
    String aborted(List<String> clusters) {
        var text = new StringBuilder("undone: the old root signs on, alone\n");
        if (clusters.isEmpty()) {
            line(text, "note", "nothing changes in the clusters");
        }
        clusters.forEach(cluster -> apply(cluster, MULTIROOT, text));
        clusters.forEach(cluster -> roots(cluster, 1, text));
        return text.append("\nThe root that was to follow stays in ")
                .append(folder)
                .append("/roots, and nothing is signed by it.\n")
                .toString();
    }

    private String command(String option) {
        return "cw ca rotate " + option + " --dir " + ShellText.word(folder);
    }

    private static String title(Rotation.Step step) {
        String clusters = step.clusters().isEmpty() ? "" : ": " + String.join(", ", step.clusters());
        return switch (step.kind()) {
            case NEW_ROOT -> "make a new root beside the old one";
            case BOTH_ROOTS -> "let every cluster trust both roots" + clusters;
            case REISSUE -> "issue under the new root" + clusters;
            case OLD_ROOT_OUT -> "let every cluster trust the new root only" + clusters;
        };
    }

    private void instructions(Rotation.Step step, StringBuilder text) {
        switch (step.kind()) {
            case NEW_ROOT -> line(text, "note", "nothing changes in the clusters");
            case BOTH_ROOTS -> {
                step.clusters().forEach(cluster -> apply(cluster, MULTIROOT, text));
                step.clusters().forEach(cluster -> roots(cluster, 2, text));
                line(text, "wait", "until every workload has a new certificate, and both roots with it: " + LIFE);
                line(
                        text,
                        "check",
                        "istioctl proxy-config secret POD.NAMESPACE # one workload's certificate and its age");
            }
            case REISSUE -> {
                step.clusters()
                        .forEach(cluster -> apply(
                                cluster,
                                "not needed from Istio 1.18 on, whose istiod takes the files by itself",
                                text));
                step.clusters().forEach(cluster -> live(cluster, text));
                line(text, "note", "workloads follow as they renew, and all clusters can talk meanwhile");
            }
            case OLD_ROOT_OUT -> {
                line(
                        text,
                        "wait",
                        "before you apply it, until every workload's certificate is of the new root: " + LIFE);
                step.clusters().forEach(cluster -> apply(cluster, MULTIROOT, text));
                step.clusters().forEach(cluster -> roots(cluster, 1, text));
            }
        }
    }

    private static void line(StringBuilder text, String what, String line) {
        text.append("   ")
                .append(what)
                .append(" ".repeat(7 - what.length()))
                .append(line)
                .append('\n');
    }

    private void apply(String cluster, String restart, StringBuilder text) {
        KubeConfig config = config(cluster);
        line(text, "run", ShellText.secret(folder, cluster) + ShellText.apply(cluster, config));
        line(text, "run", kubectl(cluster) + " rollout restart deployment/istiod # " + restart);
    }

    private void roots(String cluster, int number, StringBuilder text) {
        line(
                text,
                "check",
                kubectl(cluster)
                        + " get configmap istio-ca-root-cert -o jsonpath='{.data.root-cert\\.pem}' | grep -c BEGIN"
                        + " # prints " + number);
    }

    private void live(String cluster, StringBuilder text) {
        line(text, "check", kubectl(cluster) + " port-forward deployment/istiod 15012 &");
        line(
                text,
                "check",
                "cw ca report --dir " + ShellText.word(folder) + " --endpoint " + cluster
                        + "=127.0.0.1:15012 # the same dates from both");
    }

    private String kubectl(String cluster) {
        Cluster found = federation == null ? null : federation.cluster(cluster);
        return ShellText.kubectl(cluster, config(cluster)) + " -n "
                + (found == null ? "istio-system" : found.istioNamespace());
    }

    private @Nullable KubeConfig config(String cluster) {
        Cluster found = federation == null ? null : federation.cluster(cluster);
        return found == null ? null : found.kubeconfig();
    }
}
