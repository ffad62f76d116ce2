package io.coddiwomple.it.mesh;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** A real API server accepts what is generated, by its schemas and by the rules in them, and knows every field. */
@Tag("peers")
@ExtendWith(SharedMeshes.class)
class ApiServerTest {
    @TestFactory
    Stream<DynamicTest> acceptsEveryGolden(ThreeMeshes meshes) throws IOException {
        KubeApi api = meshes.cluster("tokyo").api();
        return Outputs.forTodaysIstio(Outputs.GOLDENS, Outputs.GOLDEN).stream()
                .map(file -> dynamicTest(
                        Outputs.GOLDENS.relativize(file).toString(),
                        () -> accepts(api, KubeObject.split(WorkFolder.read(file)))));
    }

    private static void accepts(KubeApi api, List<KubeObject> objects) {
        objects.stream()
                .map(KubeObject::namespace)
                .filter(name -> !name.isEmpty())
                .distinct()
                .map(name -> "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name))
                .flatMap(text -> KubeObject.split(text).stream())
                .forEach(api::apply);
        objects.forEach(api::tryToApply);
    }
}
