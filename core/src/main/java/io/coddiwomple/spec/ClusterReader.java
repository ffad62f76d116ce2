package io.coddiwomple.spec;

import io.coddiwomple.model.Egress;
import io.coddiwomple.model.Gateway;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.KubeConfig;
import io.coddiwomple.model.Locality;
import io.coddiwomple.model.ServiceName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a Cluster. */
final class ClusterReader {
    static final int GATEWAY_PORT = 15443;

    private ClusterReader() {}

    static Draft.ClusterDraft read(Located<String> name, Reading spec) {
        Reading istio = spec.group("istio");
        String version = istio.text("version");
        String rootNamespace = istio.text("namespace", "istio-system");
        String domain = spec.text("clusterDomain", "cluster.local");
        var aliases = new TreeSet<String>();
        istio.texts("trustDomainAliases").forEach(alias -> aliases.add(alias.value()));
        return new Draft.ClusterDraft(
                name,
                version == null ? null : IstioVersion.parse(version).orElse(null),
                rootNamespace,
                istio.text("trustDomain"),
                aliases,
                domain,
                spec.text("network"),
                localities(spec),
                gateways(spec, rootNamespace),
                egress(spec.group("egress"), rootNamespace, domain),
                kubeconfig(spec),
                FederationReader.shape(spec),
                istio.flag("ambient") ? istio.place() : null);
    }

    private static List<Locality> localities(Reading spec) {
        var localities = new TreeSet<Locality>();
        String one = spec.text("locality");
        if (one != null) {
            localities.add(Locality.parse(one));
        }
        spec.texts("localities").forEach(text -> localities.add(Locality.parse(text.value())));
        return List.copyOf(localities);
    }

    private static List<Gateway> gateways(Reading spec, String rootNamespace) {
        var gateways = new ArrayList<Gateway>();
        for (Reading gateway : spec.groups("gateways")) {
            String address = gateway.text("address");
            if (address != null) {
                gateways.add(new Gateway(
                        address,
                        gateway.number("port", GATEWAY_PORT),
                        gateway.number("listenerPort", GATEWAY_PORT),
                        gateway.text("namespace", rootNamespace),
                        gateway.table("selector"),
                        gateway.text("credentialName")));
            }
        }
        return gateways;
    }

    private static @Nullable Egress egress(Reading egress, String rootNamespace, String domain) {
        if (!egress.flag("enabled")) {
            return null;
        }
        var selector = egress.table("selector");
        String service = egress.text("service", "");
        return new Egress(
                selector.isEmpty() ? new TreeMap<>(Map.of("istio", "egressgateway")) : selector,
                ServiceName.parse(service)
                        .orElseGet(() -> new ServiceName("istio-egressgateway", rootNamespace, domain)));
    }

    private static @Nullable KubeConfig kubeconfig(Reading spec) {
        Reading kubeconfig = spec.group("kubeconfig");
        String path = kubeconfig.text("path");
        return path == null ? null : new KubeConfig(path, kubeconfig.text("context", ""));
    }
}
