package io.coddiwomple.plan.rules;

import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.version.Feature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service as one client cluster sees it: all that a client rule may read. Equal views give equal objects.
 *
 * @param own the index of the backend in the client's own cluster, or -1
 * @param order in which backends are tried
 */
public record ClientView(ServiceFacts facts, ClientProfile client, int own, Order order) {

    /** A backend that the client may reach. */
    public record Target(Served served, boolean isLocal, int rank) {}

    /** Only what tells the views of one service apart: they are looked up for each pair of cluster and service. */
    @Override
    public int hashCode() {
        return 31 * order.hashCode() + own;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientView view
                && own == view.own
                && facts == view.facts
                && client.equals(view.client)
                && order.equals(view.order);
    }

    /** The backends that the client may reach, in the order of the service's backends. */
    public List<Target> targets() {
        var targets = new ArrayList<Target>();
        boolean atHome = staysAtHome();
        for (int i = 0; i < facts.served().size(); i++) {
            int rank = order.rank(i);
            if (rank > 0 && (i == own || !atHome)) {
                targets.add(new Target(facts.served().get(i), i == own, rank));
            }
        }
        return targets;
    }

    public boolean hasOwn() {
        return own >= 0 && order.rank(own) > 0;
    }

    /** Whether calls stay in the client's cluster because its own pods cannot be called as other clusters' gateways. */
    boolean staysAtHome() {
        return hasOwn() && Ingress.isCertified(facts);
    }

    /** Whether calls to other clusters pass an egress gateway. */
    public boolean usesEgress() {
        return client.egress() != null
                && facts.shape().shape().mutualTls()
                && targets().stream().anyMatch(target -> !target.isLocal());
    }

    /**
     * Whether the egress gateway finds the other clusters by its view of network {@code external}, as the releases did
     * whose gateways rewrite names; else by an alias host of its own.
     */
    public boolean usesNetworkView() {
        return usesEgress() && facts.shape().shape() == Shape.REWRITE && Feature.NETWORK_VIEW.in(client.istio());
    }

    /** Whether the order in which backends are tried hangs on the region of the client's nodes. */
    public boolean hangsOnRegion() {
        return Orderings.hangsOnRegion(this, Leg.fromApplication(this))
                || (usesEgress() && Orderings.hangsOnRegion(this, Leg.fromEgress(this)));
    }

    /** An id for the service, as labels and origins carry it. */
    String serviceId() {
        return facts.service().id();
    }
}
