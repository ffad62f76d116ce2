package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Shape;
import java.util.List;

/** All rules, in the order of their output. */
public final class Rules {
    /** What all services of a cluster share. */
    public static final List<ClusterRule> CLUSTER =
            List.of(new HomeNamespace(), new ExportGateway(), new EgressGateway(), new RewriteFilter());

    /** What a client cluster gets for one service. */
    public static final List<ClientRule> CLIENT =
            List.of(new ClientEntry(), new ClientPolicy(), new ClientRoutes(), new EgressHop());

    private Rules() {}

    /** The rule of a shape. */
    public static ShapeRule of(Shape shape) {
        return switch (shape) {
            case LOCAL_SNI -> new LocalSni();
            case ALIAS_SNI -> new AliasSni();
            case GLOBAL_SNI -> new GlobalSni();
            case SNI_ROUTE -> new SniRoute();
            case REWRITE -> new Rewrite();
            case INGRESS -> new Ingress();
        };
    }
}
