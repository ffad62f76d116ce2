package io.coddiwomple.plan;

import io.coddiwomple.model.Cluster;
import io.coddiwomple.model.Federation;
import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.IpAddress;
import io.coddiwomple.model.Shape;
import io.coddiwomple.plan.address.Addresses;
import io.coddiwomple.plan.address.Allocation;
import io.coddiwomple.plan.address.Ledger;
import io.coddiwomple.plan.rules.Conventions;
import io.coddiwomple.plan.rules.Rules;
import io.coddiwomple.plan.rules.Served;
import io.coddiwomple.plan.rules.ServiceCheck;
import io.coddiwomple.plan.rules.ServiceFacts;
import io.coddiwomple.plan.rules.ShapeChoice;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plans a federation: a pure function, the same bytes for the same input in any order. */
public final class Planner {
    private final Federation federation;
    private final Problems problems = new Problems();
    private final Map<String, Cluster> clusters = new HashMap<>();
    private final Conventions conventions;

    private Planner(Federation federation) {
        this.federation = federation;
        this.conventions = Conventions.of(federation);
        federation.clusters().forEach(cluster -> clusters.put(cluster.name(), cluster));
    }

    /**
     * Plans what the chosen clusters need for the chosen services.
     *
     * @param ledger the addresses that are to stay, or null when none are kept
     * @param today for the ledger's quarantine
     */
    public static Plan plan(Federation federation, Selection selection, @Nullable Ledger ledger, LocalDate today) {
        return new Planner(federation).plan(selection, ledger, today);
    }

    /** The addresses alone. */
    public static Addresses addresses(
            Federation federation, @Nullable Ledger ledger, LocalDate today, Problems problems) {
        var owners = new TreeMap<String, String>();
        var pins = new TreeMap<String, IpAddress>();
        for (GlobalService service : federation.services()) {
            service.hosts().forEach(host -> owners.put(host, service.id()));
            service.pins()
                    .forEach((host, pin) -> pins.put(host, IpAddress.parse(pin).orElseThrow()));
        }
        return new Allocation(federation.pool(), ledger, Map.of(), today, problems)
                .allocate(new Addresses.Wanted(owners, pins));
    }

    private Plan plan(Selection selection, @Nullable Ledger ledger, LocalDate today) {
        Addresses addresses = addresses(federation, ledger, today, problems);
        List<ServiceFacts> services = new ArrayList<>(federation.services().size());
        for (GlobalService service : federation.services()) {
            services.add(facts(service, addresses));
        }
        TrustCheck.check(federation, clusters, problems);
        ForeignCheck.check(federation, problems);
        if (problems.hasErrors()) {
            return new Plan(federation, addresses, List.of(), problems.sorted());
        }
        var plans = new ClusterPlans(federation, conventions, services, problems);
        List<ClusterPlan> planned = plans.of(selection);
        return new Plan(federation, addresses, problems.hasErrors() ? List.of() : planned, problems.sorted());
    }

    private ServiceFacts facts(GlobalService service, Addresses addresses) {
        var served = new ArrayList<Served>(service.backends().size());
        for (var backend : service.backends()) {
            Cluster cluster = clusters.get(backend.cluster());
            if (cluster == null) {
                throw new IllegalArgumentException("no cluster " + backend.cluster() + " in the federation");
            }
            served.add(new Served(backend, cluster));
        }
        Shape shape = ShapeChoice.of(federation, service, served, problems);
        var facts = new ServiceFacts(conventions, service, Rules.of(shape), served, addresses);
        if (ShapeChoice.needsAlias(facts)) {
            facts = new ServiceFacts(conventions, service, Rules.of(Shape.ALIAS_SNI), served, addresses);
            problems.add(
                    Code.ALIAS_CHOSEN,
                    service.place(),
                    "the backends of service " + service.id()
                            + " differ in name, namespace, port or domain, so it has shape alias-sni: each serving cluster"
                            + " gets an entry that leads its gateway to the local service");
        }
        ServiceCheck.check(facts, problems);
        return facts;
    }
}
