package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Egress;
import io.coddiwomple.resource.Fields;
import java.util.ArrayList;
import java.util.List;

/** The Gateway that takes calls to other clusters in at the egress gateway. */
final class EgressGateway implements ClusterRule {
    static final String NAME = "cw-egress";

    @Override
    public void plan(ClusterView view, Output output) {
        Egress egress = view.cluster().egress();
        var servers = new ArrayList<Fields>();
        if (view.egressViewed()) {
            servers.add(ExportGateway.server(
                    Conventions.PASSTHROUGH_PORT,
                    "tls",
                    "AUTO_PASSTHROUGH",
                    List.of("*." + view.conventions().suffix())));
        }
        if (view.egressRouted()) {
            servers.add(ExportGateway.server(Conventions.PASSTHROUGH_PORT, "tls-routed", "PASSTHROUGH", List.of("*")));
        }
        if (egress == null || servers.isEmpty()) {
            return;
        }
        output.add(
                "egress gateway",
                "takes calls to other clusters in at the egress gateway",
                view.conventions()
                        .istioObject(
                                view.cluster().istio(),
                                "Gateway",
                                view.conventions().namespace(),
                                NAME,
                                "",
                                Fields.builder()
                                        .put("selector", Fields.texts(egress.selector()))
                                        .putItems("servers", servers)
                                        .build()));
    }
}
