package io.coddiwomple.it.crd;

import static org.assertj.core.api.Assertions.assertThat;

import io.coddiwomple.model.IstioVersion;
import io.coddiwomple.plan.version.Misfit;
import io.coddiwomple.plan.version.PolicyFields;
import io.coddiwomple.resource.Fields;
import io.coddiwomple.resource.Value;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of fields that users may write, against the schema of every release: neither more nor less. */
@Tag("peers")
class PolicyFieldsSchemaTest {
    /** Still in the schema of every release, but of no use from 1.5 on. */
    private static final String IGNORED = "consecutiveErrors";

    @BeforeAll
    static void needsSchemas() {
        SchemaCache.need();
    }

    @ParameterizedTest
    @CsvSource({"TRAFFIC_POLICY, DestinationRule, trafficPolicy, 150", "HTTP_RETRY, VirtualService, http.retries, 6"})
    void takesExactlyTheFieldsOfEachRelease(PolicyFields table, String kind, String root, int atLeast) {
        Set<String> paths = everyPath(kind, root);
        assertThat(paths).hasSizeGreaterThanOrEqualTo(atLeast);
        SchemasTest.minors().forEach(version -> {
            Schemas schemas = SchemaCache.of(version);
            for (String path : paths) {
                if (!path.endsWith("." + IGNORED)) {
                    assertThat(takes(table, object(kind, root, path, Value.of("x")), version))
                            .as("%s in %s", path, version)
                            .isEqualTo(schemas.knows("v1alpha3", kind, path));
                }
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"TRAFFIC_POLICY, DestinationRule, trafficPolicy", "HTTP_RETRY, VirtualService, http.retries"})
    void hasNoFieldThatNoReleaseHas(PolicyFields table, String kind, String root) {
        Set<String> paths = everyPath(kind, root);
        for (String path : paths) {
            String parent = path.substring(0, path.lastIndexOf('.'));
            Fields probe = object(kind, root, parent + ".nonesuch", Value.of("x"));
            for (Misfit misfit : table.misfits(probe, IstioVersion.newest())) {
                if (misfit instanceof Misfit.Unknown(String at, List<String> known) && at.endsWith("nonesuch")) {
                    assertThat(known).allMatch(name -> paths.contains(parent + "." + name));
                }
            }
        }
    }

    private static Set<String> everyPath(String kind, String root) {
        var paths = new TreeSet<String>();
        SchemasTest.minors().forEach(version -> collect(SchemaCache.of(version), kind, root, paths));
        return paths;
    }

    private static void collect(Schemas schemas, String kind, String path, Set<String> paths) {
        schemas.fields("v1alpha3", kind, path).keySet().forEach(name -> {
            paths.add(path + "." + name);
            collect(schemas, kind, path + "." + name, paths);
        });
    }

    /** Whether the names are taken; what is said about the value does not matter here. */
    private static boolean takes(PolicyFields table, Fields object, IstioVersion version) {
        return table.misfits(object, version).stream().allMatch(Misfit.WrongValue.class::isInstance);
    }

    /** What a user would write to set the field at a path. */
    private static Fields object(String kind, String root, String path, Value leaf) {
        List<String> names = List.of(path.substring(root.length() + 1).split("\\.", -1));
        Fields object = Fields.builder().put(names.getLast(), leaf).build();
        for (int end = names.size() - 1; end > 0; end--) {
            boolean list = isList(kind, root + "." + String.join(".", names.subList(0, end)));
            Value value = list ? Value.of(List.of(object)) : object;
            object = Fields.builder().put(names.get(end - 1), value).build();
        }
        return object;
    }

    private static boolean isList(String kind, String path) {
        int end = path.lastIndexOf('.');
        return SchemasTest.minors()
                .anyMatch(version -> "array"
                        .equals(SchemaCache.of(version)
                                .fields("v1alpha3", kind, path.substring(0, end))
                                .get(path.substring(end + 1))));
    }
}
