package io.coddiwomple.install;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.resource.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The {@code IstioOperator} that istioctl takes from 1.5 on: what is to differ from its default profile. */
final class Operator {
    private Operator() {}

    /** The files: one, and from the release on where lists do not merge a second one for gateways. */
    static List<InstallFile> files(Needs needs) {
        var files = new ArrayList<InstallFile>();
        files.add(mesh(needs));
        OperatorGateways.ownFile(needs).ifPresent(files::add);
        return files;
    }

    private static InstallFile mesh(Needs needs) {
        Cluster cluster = needs.cluster();
        Settings settings = Settings.object(needs, "install.istio.io/v1alpha1", "IstioOperator");
        if (OperatorGateways.listsReplace(needs)) {
            settings.put(OperatorSetting.NAME, Value.of("installed-state"), Notes.MESH_INSTALLATION);
        }
        settings.put(OperatorSetting.NAMESPACE, Value.of(cluster.istioNamespace()), Notes.NAMESPACE);
        putMesh(needs, settings);
        if (OperatorSetting.COREDNS.in(needs.version())) {
            settings.put(OperatorSetting.COREDNS, Value.of(needs.hasChartsSuffix()), Notes.coreDns(needs));
        }
        settings.put(OperatorSetting.INGRESS, OperatorGateways.of(needs, false), "");
        settings.put(OperatorSetting.EGRESS, OperatorGateways.of(needs, true), "");
        putValues(needs, settings);
        String name = Heading.name(needs, "istiooperator");
        String verb = needs.version().atLeast(6) ? "istioctl install" : "istioctl manifest apply";
        return new InstallFile(
                name,
                Installer.ISTIOCTL,
                Heading.mesh(
                        needs,
                        name,
                        new Heading.Command(
                                "Then install it with istioctl of " + needs.version()
                                        + "; files of your own go before it, each with its -f:",
                                verb + " -f " + name),
                        instead(needs)),
                settings.build());
    }

    private static Heading.@Nullable Command instead(Needs needs) {
        boolean charts = needs.version().atLeast(Charts.SINCE);
        if (!charts && needs.version().atLeast(6)) {
            return null;
        }
        return Heading.instead("Instead, Helm can install it, from what this prints:", needs, Installer.HELM);
    }

    private static void putMesh(Needs needs, Settings settings) {
        Cluster cluster = needs.cluster();
        if (OperatorSetting.TRUST_DOMAIN.in(needs.version())) {
            settings.put(OperatorSetting.TRUST_DOMAIN, Value.of(cluster.trustDomain()), Notes.trustDomain(needs));
        }
        SortedSet<String> aliases = cluster.trustDomainAliases();
        if (OperatorSetting.TRUST_DOMAIN_ALIASES.in(needs.version()) && !aliases.isEmpty()) {
            settings.put(OperatorSetting.TRUST_DOMAIN_ALIASES, Value.texts(aliases), Notes.aliases(needs, true));
        }
        if (Feature.AGENT_DNS.in(needs.version())) {
            settings.put(OperatorSetting.DNS_CAPTURE, Value.of("true"), Notes.DNS_CAPTURE);
        }
    }

    private static void putValues(Needs needs, Settings settings) {
        Cluster cluster = needs.cluster();
        if (OperatorSetting.DNS_SEARCH.in(needs.version())) {
            // Istio's example of 1.7 has the suffix alone.
            List<String> searches = needs.version().atLeast(7)
                    ? List.of(needs.suffix())
                    : OldChart.searches(needs.version(), needs.suffix());
            settings.put(OperatorSetting.DNS_SEARCH, Value.texts(searches), Notes.dnsSearch(needs));
        }
        if (OperatorSetting.MULTICLUSTER.in(needs.version())) {
            settings.put(OperatorSetting.MULTICLUSTER, Value.of(needs.rewritesOnly()), Notes.multicluster(needs));
        }
        if (OperatorSetting.OLD_TRUST_DOMAIN.in(needs.version())) {
            settings.put(OperatorSetting.OLD_TRUST_DOMAIN, Value.of(cluster.trustDomain()), Notes.trustDomain(needs));
        }
        SortedSet<String> aliases = cluster.trustDomainAliases();
        if (OperatorSetting.OLD_TRUST_DOMAIN_ALIASES.in(needs.version()) && !aliases.isEmpty()) {
            settings.put(OperatorSetting.OLD_TRUST_DOMAIN_ALIASES, Value.texts(aliases), Notes.aliases(needs, false));
        }
        if (OperatorSetting.ANY_TRUST_DOMAIN.in(needs.version()) && !aliases.isEmpty()) {
            settings.put(OperatorSetting.ANY_TRUST_DOMAIN, Value.of("true"), Notes.ANY_TRUST_DOMAIN);
        }
        if (!cluster.istioNamespace().equals(Heading.USUAL_NAMESPACE)) {
            settings.put(OperatorSetting.ISTIO_NAMESPACE, Value.of(cluster.istioNamespace()), Notes.NAMESPACE);
        }
        if (!cluster.clusterDomain().equals("cluster.local")) {
            settings.put(OperatorSetting.CLUSTER_DOMAIN, Value.of(cluster.clusterDomain()), Notes.CLUSTER_DOMAIN);
        }
    }
}
