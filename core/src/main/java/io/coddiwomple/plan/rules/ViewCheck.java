package io.coddiwomple.plan.rules;

import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.Hostnames;
import io.coddiwomple.model.Subset;
import io.coddiwomple.plan.version.Feature;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;

/** Finds what a client cluster cannot have of a service, or has in another way than asked. */
public final class ViewCheck {
    private static final int MAX_ENDPOINTS = 4096;

    private ViewCheck() {}

    public static void check(ClientView view, Problems problems) {
        Leg leg = Leg.fromApplication(view);
        Orderings.choose(view, leg, problems);
        if (view.usesEgress() && !view.usesNetworkView()) {
            Orderings.choose(view, Leg.fromEgress(view), problems);
        }
        GlobalService service = view.facts().service();
        if (leg.endpoints().size() > MAX_ENDPOINTS) {
            problems.add(
                    Code.LIMIT_OF_ISTIO,
                    service.place(),
                    "service " + service.id() + " has " + leg.endpoints().size()
                            + " endpoints (backends times their gateways); a ServiceEntry holds at most "
                            + MAX_ENDPOINTS);
        }
        exportTo(view, problems);
        atHome(view, problems);
        egressAlias(view, problems);
        subsets(view, problems);
        customSetting(view, leg, problems);
        PolicyCheck.forRelease(service, view.client().istio(), problems);
        if (view.client().egress() != null && !view.facts().shape().shape().mutualTls()) {
            problems.add(
                    Code.EGRESS_BYPASSED,
                    service.place(),
                    "calls to service " + service.id()
                            + " do not pass the egress gateway: shape ingress has no mutual TLS that could cross it; use"
                            + " local-sni");
        }
    }

    private static void exportTo(ClientView view, Problems problems) {
        GlobalService service = view.facts().service();
        if (!service.clients().namespaces().all()
                && !Feature.EXPORT_TO_NAMESPACES.in(view.client().istio())) {
            problems.add(
                    Code.VERSION_CANNOT,
                    service.place(),
                    "service " + service.id() + " is for some namespaces only, but Istio "
                            + view.client().istio()
                            + " cannot name namespaces in exportTo (it can from " + Feature.EXPORT_TO_NAMESPACES.since()
                            + "); use clients.namespaces: [\"*\"], or leave these clusters out with clients.clusters");
        }
    }

    private static void atHome(ClientView view, Problems problems) {
        if (view.staysAtHome() && view.facts().served().size() > 1) {
            problems.add(
                    Code.STAYS_AT_HOME,
                    view.facts().service().place(),
                    "where service " + view.facts().service().id() + " runs in the caller's own cluster, calls stay"
                            + " there and do not fail over: other clusters' gateways want TLS by their certificate, which"
                            + " pods do not speak; use local-sni to fail over");
        }
    }

    private static void egressAlias(ClientView view, Problems problems) {
        if (!view.usesEgress() || view.usesNetworkView()) {
            return;
        }
        String alias = view.facts().conventions().egressAlias(view.facts().service());
        if (alias.length() > Hostnames.MAX_HOST) {
            problems.add(
                    Code.LIMIT_OF_ISTIO,
                    view.facts().service().place(),
                    "service " + view.facts().service().id() + " is known to egress gateways as " + alias
                            + ", which has "
                            + alias.length() + " characters; a host name has at most " + Hostnames.MAX_HOST
                            + ", so shorten the service's name");
        }
    }

    private static void subsets(ClientView view, Problems problems) {
        GlobalService service = view.facts().service();
        if (!view.hasOwn() || service.traffic().subsets().isEmpty()) {
            return;
        }
        if (!Feature.AUTO_MUTUAL_TLS.in(view.client().istio())) {
            problems.add(
                    Code.VERSION_CANNOT,
                    service.place(),
                    "service " + service.id() + " has subsets and runs in the caller's own cluster of Istio "
                            + view.client().istio() + ": before " + Feature.AUTO_MUTUAL_TLS.since()
                            + " the rule that defines them there would switch mutual TLS off for all local calls; leave"
                            + " these clusters out with clients.clusters, or remove traffic.subsets");
        }
        if (view.targets().size() < 2) {
            return;
        }
        for (Subset subset : service.traffic().subsets()) {
            problems.add(
                    Code.SUBSET_STAYS_LOCAL,
                    service.place(),
                    "where service " + service.id() + " runs in the caller's own cluster, calls for its subset "
                            + subset.name()
                            + " stay there and do not fail over: a pod accepts any server name, so none can"
                            + " pick its subset");
        }
    }

    private static void customSetting(ClientView view, Leg leg, Problems problems) {
        Fields custom = Orderings.customSetting(view.facts().service());
        if (custom.get("failoverPriority") != null && !leg.isStatic()) {
            problems.add(
                    Code.FAILOVER_PRIORITY_ON_DNS,
                    view.facts().service().place(),
                    "service " + view.facts().service().id()
                            + " brings its own failoverPriority and some endpoint is a host name: Istio before 1.30 ignores"
                            + " it there, and from 1.30 istiod crashes when such endpoints have different localities, so cw"
                            + " writes none on them; use traffic.failover instead");
        }
    }
}
