package io.coddiwomple.app.run;

import io.coddiwomple.ca.Rotation;
import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.KubeConfig;
import org.jspecify.annotations.Nullable;

/**
 * The steps of replacing a root, with what to run in each cluster and how to see that it has arrived.
 *
 * <p>What istiod does with changed files, by release: from 1.18 it takes a new intermediate while it runs, when
 * {@code root-cert.pem} is the same (before that with AUTO_RELOAD_PLUGIN_CERTS=true, off by default). From 1.20 it takes
 * a changed {@code root-cert.pem} too, when ISTIO_MULTIROOT_MESH=true, off by default in all, and the one bundle holds
 * the other (change notes of 1.18.0 and 1.20.0; pilot/pkg/bootstrap/istio_ca.go of 1.31, handleEvent). A restart does it
 * in every release. Proxies learn the roots along with their own certificates (security/pkg/server/ca/server.go).
 */
final class RotationText {
    private static final String INDENT = "     ";

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
        text.append("root      ").append(rotation.root().name()).append(", until ");
        text.append(rotation.root().validity().to()).append('\n');
        if (rotation.next() == null) {
            text.append("new root  none yet: no replacement is under way\n\n");
        } else {
            text.append("new root  ").append(rotation.next().name()).append(", until ");
            text.append(rotation.next().validity().to()).append("\n\n");
        }
        int number = 1;
        Rotation.Step next = rotation.nextStep();
        for (Rotation.Step step : rotation.steps()) {
            String state = step.done() ? "done" : step.equals(next) ? "next" : "    ";
            text.append(state).append("  ").append(number++).append(". ").append(title(step)).append('\n');
            if (!step.done()) {
                step.clusters().forEach(cluster -> apply(cluster, text));
                check(step, text);
            }
        }
        text.append("\nDo the next step in ").append(folder).append(" with: cw ca rotate --next --dir ");
        return text.append(ShellText.word(folder)).append('\n').toString();
    }

    /** What was done, and what to do before the next step. */
    String done(Rotation.Step step, Rotation after) {
        var text = new StringBuilder("done  ").append(title(step)).append('\n');
        step.clusters().forEach(cluster -> apply(cluster, text));
        check(step, text);
        if (after.isUnderWay()) {
            text.append("\nThen  ").append(title(after.nextStep())).append(": cw ca rotate --next --dir ");
            text.append(ShellText.word(folder)).append('\n');
        } else {
            text.append("\nThe root is replaced once that is applied. The old one is kept in ").append(folder);
            text.append("/roots; remove it when no certificate of it is left.\n");
        }
        return text.toString();
    }

    private static String title(Rotation.Step step) {
        String clusters = String.join(", ", step.clusters());
        return switch (step.kind()) {
            case NEW_ROOT -> "make a new root beside the old one";
            case BOTH_ROOTS -> "let every cluster trust both roots" + (clusters.isEmpty() ? "" : ": " + clusters);
            case REISSUE -> "issue to " + clusters + " under the new root";
            case OLD_ROOT_OUT -> "let every cluster trust the new root only" + (clusters.isEmpty() ? "" : ": " + clusters);
        };
    }

    private void apply(String cluster, StringBuilder text) {
        KubeConfig config = config(cluster);
        text.append(INDENT).append(ShellText.secret(folder, cluster)).append(ShellText.apply(cluster, config));
        text.append('\n').append(INDENT).append(ShellText.kubectl(cluster, config)).append(" -n ");
        text.append(namespace(cluster)).append(" rollout restart deployment/istiod\n");
    }

    private void check(Rotation.Step step, StringBuilder text) {
        switch (step.kind()) {
            case NEW_ROOT -> line(text, "Nothing changes in the clusters.");
            case BOTH_ROOTS -> {
                line(text, "(No restart is needed from Istio 1.20 on where istiod has ISTIO_MULTIROOT_MESH=true.)");
                line(text, "Check in each cluster that istiod hands out both roots; this prints 2:");
                step.clusters().forEach(cluster -> roots(cluster, text));
                line(text, "Then wait until every workload has got a new certificate, and the roots with it: as long as");
                line(text, "one lasts, a day unless istiod was told otherwise. Restarting workloads is quicker.");
                proxies(text);
            }
            case REISSUE -> {
                line(text, "(No restart is needed from Istio 1.18 on: istiod takes the files within two minutes.)");
                line(text, "Check that istiod shows a certificate of the new root, and that all still talk:");
                step.clusters().forEach(cluster -> live(cluster, text));
                line(text, "The cluster's workloads follow as they renew; there is no need to wait for them.");
            }
            case OLD_ROOT_OUT -> {
                line(text, "Only once every workload of every cluster has a certificate of the new root: as long after");
                line(text, "the last step as a certificate lasts, a day unless istiod was told otherwise.");
                line(text, "(No restart is needed from Istio 1.20 on where istiod has ISTIO_MULTIROOT_MESH=true.)");
                line(text, "Check in each cluster that istiod hands out the new root alone; this prints 1:");
                step.clusters().forEach(cluster -> roots(cluster, text));
            }
        }
    }

    private static void line(StringBuilder text, String line) {
        text.append(INDENT).append(line).append('\n');
    }

    private void roots(String cluster, StringBuilder text) {
        line(
                text,
                "  " + ShellText.kubectl(cluster, config(cluster)) + " -n " + namespace(cluster)
                        + " get configmap istio-ca-root-cert -o jsonpath='{.data.root-cert\\.pem}' | grep -c BEGIN");
    }

    private static void proxies(StringBuilder text) {
        line(text, "This shows what one workload has, ROOTCA among it:");
        line(text, "  istioctl proxy-config secret POD.NAMESPACE");
    }

    private void live(String cluster, StringBuilder text) {
        line(
                text,
                "  " + ShellText.kubectl(cluster, config(cluster)) + " -n " + namespace(cluster)
                        + " port-forward deployment/istiod 15012 &");
        line(text, "  cw ca report --endpoint " + cluster + "=127.0.0.1:15012");
        line(text, "  cw ca report --dir " + ShellText.word(folder));
    }

    private String namespace(String cluster) {
        Cluster found = federation == null ? null : federation.cluster(cluster);
        return found == null ? "istio-system" : found.istioNamespace();
    }

    private @Nullable KubeConfig config(String cluster) {
        Cluster found = federation == null ? null : federation.cluster(cluster);
        return found == null ? null : found.kubeconfig();
    }
}
