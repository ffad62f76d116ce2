package io.coddiwomple.it.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The values that {@code cw install} prints for today's charts are values that those charts know. */
@Tag("peers")
class InstallChartsTest {
    private static final String INPUT = """
            apiVersion: coddiwomple.io/v1alpha1
            kind: Cluster
            metadata: {name: london}
            spec:
              istio: {namespace: mesh, trustDomain: london.example, trustDomainAliases: [paris.example]}
              clusterDomain: corp.example
              gateways:
              - {address: 203.0.113.7}
              - {address: 203.0.113.8, port: 31443, selector: {app: front, zone: a}, namespace: edge}
              egress: {enabled: true}
            """;

    /** Where charts keep their defaults, so that a profile can lie below what users say. */
    private static final String DEFAULTS = "_internal_defaults_do_not_set";

    /** Mappings whose names are the user's, or those of another schema. */
    private static final Set<String> OPEN = Set.of("meshConfig", "labels");

    @BeforeAll
    static void needsCharts() {
        Peers.needPrograms();
    }

    @Test
    void valuesOfEachGatewayFitTheSchemaOfItsChart() {
        for (String name : List.of("istio-eastwestgateway", "edge.front", "istio-egressgateway")) {
            Validator.Result result = validate(values(name + "-values"));
            assertThat(result.getErrors()).as(name).isEmpty();
            assertThat(result.isValid()).as(name).isTrue();
        }
    }

    @Test
    void theSchemaRefusesWhatTheChartDoesNotKnow() {
        Tree misspelt = Tree.documents("lables: {istio: eastwestgateway}").getFirst();
        assertThat(validate(misspelt).isValid()).isFalse();
        Tree wrong = Tree.documents("service: {ports: 15443}").getFirst();
        assertThat(validate(wrong).isValid()).isFalse();
    }

    @Test
    void everyKeyOfAGatewaysValuesHasADefaultInItsChart() {
        Tree defaults = defaults("gateway-values.yaml");
        for (String name : List.of("istio-eastwestgateway", "edge.front", "istio-egressgateway")) {
            assertThat(unknown(values(name + "-values"), defaults, "")).as(name).isEmpty();
        }
    }

    @Test
    void everyKeyOfIstiodsValuesHasADefaultInItsChart() {
        Tree defaults = defaults("istiod-values.yaml");
        assertThat(unknown(values("istiod-values"), defaults, "")).isEmpty();
        Tree misspelt =
                Tree.documents("global: {proxy: {clusterDomian: corp.example}}").getFirst();
        assertThat(unknown(misspelt, defaults, "")).containsExactly("global.proxy.clusterDomian");
    }

    private static Tree values(String file) {
        String name = "london." + file + ".yaml";
        return Tree.documents(Printed.by(INPUT, "install", "london", "-f", "-", "--file", name))
                .getFirst();
    }

    private static Tree defaults(String file) {
        return Tree.documents(WorkFolder.read(Peers.file(file))).getFirst().at(DEFAULTS);
    }

    private static Validator.Result validate(Tree values) {
        Validator validator = new ValidatorFactory()
                .withDisabledSchemaValidation(true)
                .withJsonNodeFactory(new GsonNode.Factory())
                .createValidator();
        URI schema = validator.registerSchema(
                URI.create("urn:gateway"), WorkFolder.read(Peers.file("gateway-values.schema.json")));
        return validator.validate(schema, new Gson().toJson(values.value()));
    }

    /** The paths of values for which the defaults have no place. */
    private static List<String> unknown(Tree values, Tree defaults, String above) {
        var unknown = new ArrayList<String>();
        for (String name : values.names()) {
            String path = above + name;
            if (!defaults.names().contains(name)) {
                unknown.add(path);
            } else if (!OPEN.contains(name)) {
                unknown.addAll(unknown(values.at(name), defaults.at(name), path + "."));
            }
        }
        return unknown;
    }
}
