package io.coddiwomple.plan.rules;

import io.coddiwomple.model.GlobalService;
import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.model.Retries;
import io.coddiwomple.plan.version.Misfit;
import io.coddiwomple.plan.version.PolicyFields;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problems;
import io.coddiwomple.resource.Fields;
import java.util.List;

/** Finds what a service says in Istio's own words and Istio does not understand. Kubernetes would drop it silently. */
final class PolicyCheck {
    private static final String POLICY = "traffic.trafficPolicy.";
    private static final String RETRIES = "traffic.retries.";

    private PolicyCheck() {}

    /** What no release understands. */
    static void forAnyRelease(GlobalService service, Problems problems) {
        IstioVersion newest = IstioVersion.newest();
        policy(service, newest).forEach(misfit -> always(service, POLICY, misfit, problems));
        retries(service, newest).forEach(misfit -> always(service, RETRIES, misfit, problems));
    }

    /** What one release does not understand, and others do. */
    static void forRelease(GlobalService service, IstioVersion client, Problems problems) {
        policy(service, client).forEach(misfit -> here(service, client, POLICY, misfit, problems));
        retries(service, client).forEach(misfit -> here(service, client, RETRIES, misfit, problems));
    }

    private static List<Misfit> policy(GlobalService service, IstioVersion version) {
        return PolicyFields.TRAFFIC_POLICY.misfits(service.traffic().policy(), version);
    }

    private static List<Misfit> retries(GlobalService service, IstioVersion version) {
        return service.traffic().retries() instanceof Retries.Custom(Fields fields)
                ? PolicyFields.HTTP_RETRY.misfits(fields, version)
                : List.of();
    }

    private static void always(GlobalService service, String prefix, Misfit misfit, Problems problems) {
        if (misfit instanceof Misfit.Unknown(String path, List<String> known)) {
            problems.add(
                    Code.UNKNOWN_FIELD,
                    service.place(),
                    "service " + service.id() + ": " + prefix + path + " is no field of Istio's, which would drop it;"
                            + " there are " + String.join(", ", known));
        } else if (misfit instanceof Misfit.WrongValue(String path, String expected)) {
            problems.add(
                    Code.WRONG_TYPE,
                    service.place(),
                    "service " + service.id() + ": " + prefix + path + " must be " + expected);
        }
    }

    private static void here(
            GlobalService service, IstioVersion client, String prefix, Misfit misfit, Problems problems) {
        if (misfit instanceof Misfit.TooNew(String path, String since)) {
            problems.add(
                    Code.VERSION_CANNOT,
                    service.place(),
                    "service " + service.id() + ": " + prefix + path + " came with Istio " + since
                            + ", but a client cluster has Istio " + client
                            + ", which would drop it; remove it, leave clusters of that version out with"
                            + " clients.clusters, or upgrade them");
        } else if (misfit instanceof Misfit.Gone(String path, String until, String instead)) {
            problems.add(
                    Code.VERSION_CANNOT,
                    service.place(),
                    "service " + service.id() + ": " + prefix + path + " is of no use from Istio " + until
                            + " on, and a client cluster has Istio " + client + "; write " + instead
                            + " instead, or leave clusters of that version out with clients.clusters");
        }
    }
}
