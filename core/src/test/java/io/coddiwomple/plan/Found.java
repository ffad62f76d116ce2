package io.coddiwomple.plan;

import io.coddiwomple.plan.rules.Planned;
import io.coddiwomple.problem.Code;
import io.coddiwomple.problem.Problem;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Manifest;
import io.coddiwomple.resource.Value;
import java.util.List;
import java.util.Optional;

/** Reads a plan in tests: {@code Found.in(plan, "paris").text("ServiceEntry", "httpbin.bar.global", "spec…")}. */
public final class Found {
    private final List<Manifest> manifests;

    private Found(List<Manifest> manifests) {
        this.manifests = manifests;
    }

    public static Found in(Plan plan, String cluster) {
        ClusterPlan found = plan.clusters().stream()
                .filter(each -> each.cluster().name().equals(cluster))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no plan for " + cluster + ": " + plan.findings()));
        return new Found(found.objects().stream().map(Planned::manifest).toList());
    }

    public static List<Code> codes(Plan plan) {
        return plan.findings().stream().map(Problem::code).distinct().toList();
    }

    /** {@code Kind namespace/name} of every object, in order. */
    public List<String> names() {
        return manifests.stream()
                .map(each ->
                        each.kind() + " " + (each.namespace().isEmpty() ? "" : each.namespace() + "/") + each.name())
                .toList();
    }

    public Manifest manifest(String kind, String name) {
        return manifests.stream()
                .filter(each -> each.kind().equals(kind) && each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " among " + names()));
    }

    /** The value at a path of names and list positions, as compact text; empty when there is none. */
    public String at(String kind, String name, String path) {
        Optional<Value> value = Optional.of(manifest(kind, name).spec());
        for (String step : path.split("\\.", -1)) {
            value = value.flatMap(each -> step(each, step));
        }
        return value.map(Found::text).orElse("");
    }

    private static Optional<Value> step(Value value, String step) {
        return switch (value) {
            case Fields fields -> Optional.ofNullable(fields.get(step));
            case Value.Items(List<Value> items) -> {
                int index = Integer.parseInt(step);
                yield index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
            }
            case Value.Text _, Value.Int _, Value.Decimal _, Value.Flag _ -> Optional.empty();
        };
    }

    static String text(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Int(long number) -> Long.toString(number);
            case Value.Decimal(String digits) -> digits;
            case Value.Flag(boolean flag) -> Boolean.toString(flag);
            case Value.Items(List<Value> items) ->
                "[" + String.join(", ", items.stream().map(Found::text).toList()) + "]";
            case Fields(List<Fields.Field> fields) ->
                "{"
                        + String.join(
                                ", ",
                                fields.stream()
                                        .map(field -> field.name() + ": " + text(field.value()))
                                        .toList())
                        + "}";
        };
    }
}
